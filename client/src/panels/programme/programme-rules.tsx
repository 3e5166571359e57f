import type { Programme } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { SheetHead, SheetTable } from '../../ui/page.tsx';
import { ClauseCell } from './clause-cell.tsx';
import styles from './programme.module.css';
import { inclusiveWords, ruleNotes, ruleScope, ruleWords } from './rule-words.ts';

type Part = { readonly programme: Programme };

/** The rules that make findings: value, whether the value itself counts, whom it speaks of, and the clause. */
export function Rules({ programme }: Part) {
  const { text } = useText();
  const { programme: words } = text;
  return (
    <section>
      <SheetHead title={words.rules} />
      <SheetTable label={words.rules}>
        <thead>
          <tr>
            <th scope="col">{words.finding}</th>
            <th scope="col">{words.rule}</th>
            <th scope="col">{words.scope}</th>
            <th scope="col">{words.clause}</th>
          </tr>
        </thead>
        <tbody>
          {programme.rules.map((rule) => (
            <tr key={rule.id}>
              <td className={styles.strong}>{text.common.findings[rule.finding]}</td>
              <td>
                <span className={styles.strong}>{ruleWords(text, rule)}</span>
                <small className={styles.scope}>
                  {[inclusiveWords(text, rule), words.wording(rule.wording)].filter((each) => each !== '').join(' · ')}
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
          ))}
        </tbody>
      </SheetTable>
    </section>
  );
}

/** Numeric conditions that speak of no parcel, each by its clause. */
export function Criteria({ programme }: Part) {
  const { text } = useText();
  const { programme: words } = text;
  if (programme.criteria.length === 0) return null;
  return (
    <section>
      <SheetHead title={words.criteria} note={words.criteriaHint} />
      <SheetTable label={words.criteria}>
        <tbody>
          {programme.criteria.map((criterion) => (
            <tr key={criterion.id}>
              <td className={styles.strong}>{words.purpose[criterion.purpose]}</td>
              <td>
                <ClauseCell clause={criterion.clause} />
              </td>
            </tr>
          ))}
        </tbody>
      </SheetTable>
    </section>
  );
}
