import type { Programme, ProgrammeRule } from '@yima-guandi/server/contract';
import { FINDING_KINDS } from '@yima-guandi/server/domain';
import { Fragment } from 'react';
import { useText } from '../../text/use-text.ts';
import { Explain } from '../../ui/explain.tsx';
import { SheetHead, SheetTable } from '../../ui/page.tsx';
import { Tag } from '../../ui/parts.tsx';
import { ClauseCell } from './clause-cell.tsx';
import styles from './programme.module.css';
import { inclusiveWords, ruleNotes, ruleScope, ruleWords } from './rule-words.ts';

type Part = { readonly programme: Programme };

/** The rules that make findings, kind by kind: value, whether the value itself counts, whom it speaks of, the clause, and whether it is on. */
export function Rules({ programme }: Part) {
  const { text, format } = useText();
  const { programme: words } = text;
  const kinds = FINDING_KINDS.map((kind) => ({
    kind,
    rules: programme.rules.filter((rule) => rule.finding === kind),
  })).filter(({ rules }) => rules.length > 0);
  const on = programme.rules.filter(({ isOn }) => isOn !== false).length;
  return (
    <section>
      <SheetHead
        title={words.rules}
        explain={<Explain of="rule" />}
        note={words.rulesOn(format.number(on), format.number(programme.rules.length))}
      />
      <SheetTable label={words.rules}>
        <thead>
          <tr>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.rule}</th>
            <th scope="col">{words.scope}</th>
            <th scope="col">{words.clause}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, rules }) => (
            <Fragment key={kind}>
              <tr className={styles.group}>
                <th colSpan={4} scope="rowgroup">
                  {text.common.findings[kind]}
                </th>
              </tr>
              {rules.map((rule) => (
                <RuleRow key={rule.id} rule={rule} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </SheetTable>
    </section>
  );
}

const StateTag = ({ isOn }: { readonly isOn: boolean }) => {
  const { programme: words } = useText().text;
  return <Tag tone={isOn ? 'ok' : 'plain'}>{isOn ? words.on : words.off}</Tag>;
};

function RuleRow({ rule }: { readonly rule: ProgrammeRule }) {
  const { text } = useText();
  const { programme: words } = text;
  const wording = rule.wording === '' ? '' : words.wording(rule.wording);
  return (
    <tr>
      <td>
        <StateTag isOn={rule.isOn !== false} />
      </td>
      <td>
        <span className={styles.ruleWords}>{ruleWords(text, rule)}</span>
        <small className={styles.scope}>
          {[inclusiveWords(text, rule), wording].filter((each) => each !== '').join(' · ')}
        </small>
        {ruleNotes(text, rule).map((note) => (
          <small key={note} className={styles.scope}>
            {note}
          </small>
        ))}
      </td>
      <td>
        {[words.party[rule.scope.party], ...ruleScope(text, rule)]
          .filter((each, index, all) => all.indexOf(each) === index)
          .join(' · ')}
      </td>
      <td>
        <ClauseCell clause={rule.clause} />
      </td>
    </tr>
  );
}

/** What the product finds everywhere, and whether it does so here. */
export function OwnRules({ programme }: Part) {
  const { text } = useText();
  const { programme: words } = text;
  if (programme.ownRules.length === 0) return null;
  return (
    <section>
      <SheetHead title={words.ownRules} note={words.ownRulesHint} />
      <SheetTable label={words.ownRules}>
        <tbody>
          {programme.ownRules.map(({ finding, isOn, clause }) => (
            <tr key={finding}>
              <td>
                <StateTag isOn={isOn !== false} />
              </td>
              <td className={styles.strong}>{text.common.findings[finding]}</td>
              <td>{clause ? <ClauseCell clause={clause} /> : words.ownRule}</td>
            </tr>
          ))}
        </tbody>
      </SheetTable>
    </section>
  );
}

/** Numeric conditions that speak of no parcel, by what they are for, each with its clause. */
export function Criteria({ programme }: Part) {
  const { text } = useText();
  const { programme: words } = text;
  const purposes = [...new Set(programme.criteria.map(({ purpose }) => purpose))];
  if (purposes.length === 0) return null;
  return (
    <section>
      <SheetHead title={words.criteria} note={words.criteriaHint} />
      <SheetTable label={words.criteria}>
        <tbody>
          {purposes.map((purpose) => (
            <Fragment key={purpose}>
              <tr className={styles.group}>
                <th scope="rowgroup">{words.purpose[purpose]}</th>
              </tr>
              {programme.criteria
                .filter((criterion) => criterion.purpose === purpose)
                .map((criterion) => (
                  <tr key={criterion.id}>
                    <td>
                      <ClauseCell clause={criterion.clause} />
                    </td>
                  </tr>
                ))}
            </Fragment>
          ))}
        </tbody>
      </SheetTable>
    </section>
  );
}
