import type { Programme } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { Explain } from '../../ui/explain.tsx';
import { SheetHead, SheetTable } from '../../ui/page.tsx';
import { ClauseCell } from './clause-cell.tsx';
import styles from './programme.module.css';

type Part = { readonly programme: Programme };

/** What holds for the whole of it: which area counts, the carbon factor, who is surveyed. */
export function Facts({ programme }: Part) {
  const { text, format, language } = useText();
  const { programme: words } = text;
  const factor = programme.carbonFactorTPerTce;
  const facts = [
    {
      name: words.areaBasis,
      value: programme.areaBasis.map((source) => words.areaSource[source]).join(language === 'zh' ? '、' : ', '),
      hint: words.areaBasisHint,
      of: 'area' as const,
    },
    {
      name: words.carbonFactor,
      value: factor === null ? words.notGiven : words.carbonFactorValue(format.number(factor, 3)),
      hint: words.carbonFactorHint,
      of: 'carbonFactor' as const,
    },
    {
      name: words.survey,
      value: programme.surveyScope.words,
      hint: words.clauseOf(programme.surveyScope.clause.document, programme.surveyScope.clause.number),
      of: undefined,
    },
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, hint, of }) => (
        <div key={name}>
          <dt>
            {name} {of && <Explain of={of} />}
          </dt>
          <dd lang={name === words.survey ? 'zh-CN' : undefined}>
            {value}
            <small className={styles.scope}>{hint}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Paths of disposal, and the measure that land on each counts to once it is accepted. */
export function Paths({ programme }: Part) {
  const { text } = useText();
  const { programme: words } = text;
  return (
    <section>
      <SheetHead title={words.paths} />
      <SheetTable label={words.paths}>
        <thead>
          <tr>
            <th scope="col">{words.pathHead}</th>
            <th scope="col">{words.countsAs}</th>
            <th scope="col">{words.clause}</th>
          </tr>
        </thead>
        <tbody>
          {programme.paths.map((path) => (
            <tr key={path.id}>
              <td className={styles.strong} lang="zh-CN">
                {path.name}
              </td>
              <td>{path.countsAs === null ? words.countsAsNone : words.measure[path.countsAs]}</td>
              <td>
                <ClauseCell clause={path.clause} />
              </td>
            </tr>
          ))}
        </tbody>
      </SheetTable>
    </section>
  );
}

/** Phases and dated steps in the order of time. */
export function Phases({ programme }: Part) {
  const { text } = useText();
  const { programme: words } = text;
  const lines = [
    ...programme.phases.map(({ name, from, to, clause }) => ({ name, from, when: words.months(from, to), clause })),
    ...programme.milestones.map(({ name, by, clause }) => ({ name, from: by, when: words.by(by), clause })),
  ].sort((a, b) => a.from.localeCompare(b.from));
  if (lines.length === 0) return null;
  return (
    <section>
      <SheetHead title={words.phases} note={programme.milestones.length > 0 && words.milestones} />
      <SheetTable label={words.phases}>
        <tbody>
          {lines.map(({ name, when, clause }) => (
            <tr key={`${name} ${when}`}>
              <td lang="zh-CN">{name}</td>
              <td className={styles.strong}>{when}</td>
              <td>
                <ClauseCell clause={clause} />
              </td>
            </tr>
          ))}
        </tbody>
      </SheetTable>
    </section>
  );
}

/** What the document leaves open, and how it was decided. */
export function Notes({ programme }: Part) {
  const { text } = useText();
  if (programme.notes.length === 0) return null;
  return (
    <section className={styles.notes}>
      <SheetHead title={text.programme.notes} />
      <ol>
        {programme.notes.map((note) => (
          <li key={note} lang="zh-CN">
            {note}
          </li>
        ))}
      </ol>
    </section>
  );
}
