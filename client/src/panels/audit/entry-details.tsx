import type { AuditEntry } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { Hint } from '../../ui/parts.tsx';
import styles from './audit.module.css';
import { differencesOf, factsOf } from './differences.ts';

const MOST_PARTS = 60;

/** What was changed, part by part, before and after; then the further facts and the hash. */
export function AuditDetailsPart({ entry }: { readonly entry: AuditEntry }) {
  const { text, format } = useText();
  const words = text.audit;
  const shown = (path: string, value: string) => valueWords(words, path, value) ?? format.muExact(Number(value));
  const differences = differencesOf(entry.details);
  const facts = factsOf(entry.details);
  const told = differences.slice(0, MOST_PARTS);
  return (
    <div className={styles.parts}>
      {told.length > 0 && (
        <table className={styles.differences}>
          <thead>
            <tr>
              <th scope="col">{words.part}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            {told.map(({ path, before, after }) => (
              <tr key={path}>
                <th scope="row">{partName(words.parts, path)}</th>
                <td data-label={words.before}>
                  {before === null ? <i>{words.nothing}</i> : <del>{shown(path, before)}</del>}
                </td>
                <td data-label={words.after}>
                  {after === null ? <i>{words.nothing}</i> : <ins>{shown(path, after)}</ins>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {differences.length > told.length && <Hint>{words.moreParts(differences.length - told.length)}</Hint>}
      {facts.length > 0 && (
        <dl className={styles.facts} aria-label={words.facts}>
          {facts.map(({ path, value }) => (
            <div key={path}>
              <dt>{partName(words.parts, path)}</dt>
              <dd>{shown(path, value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {differences.length + facts.length === 0 && <Hint>{words.noDetails}</Hint>}
      <p className={styles.hash}>
        {words.hash} <code>{entry.hash}</code>
      </p>
    </div>
  );
}

/** Each step of the way in words, where there are any; the rest as the data has it. */
const partName = (names: Readonly<Record<string, string>>, path: string): string =>
  path
    .split('.')
    .map((step) => names[step] ?? (/^\d+$/.test(step) ? String(Number(step) + 1) : step))
    .join(' · ');

type ValueWords = { readonly yes: string; readonly no: string; readonly nothing: string };

/** A value as it is read; null: it is hundredths of a mu. */
function valueWords(words: ValueWords, path: string, value: string): string | null {
  if (value === '') return words.nothing;
  if (/muHundredths$/i.test(path)) return null;
  return value === 'true' ? words.yes : value === 'false' ? words.no : value;
}
