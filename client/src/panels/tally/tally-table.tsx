import type { Tally } from '@yima-guandi/server/contract';
import type { TallyLine } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';
import { SheetHead, SheetTable } from '../../ui/page.tsx';
import { ViewLink } from '../../url/view-link.tsx';
import { behindNumber, rowLabel, sortRows, type TallyPart } from './tally-rows.ts';
import styles from './tally-table.module.css';

const PARTS: readonly TallyPart[] = ['all', 'potential', 'pending'];

/** One row per group. Areas are whole hundredths of a mu, so the rows add up to the printed total. */
export function TallyTable({ tally }: { readonly tally: Tally }) {
  const { text, language } = useText();
  const { tally: words } = text;
  const group = words.groups[tally.by];
  return (
    <section>
      <SheetHead title={words.table(group)} note={words.tableUnit} />
      <SheetTable label={words.table(group)} className={styles.table}>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              {group}
            </th>
            {PARTS.map((part) => (
              <th
                key={part}
                colSpan={part === 'potential' ? 3 : 2}
                scope="colgroup"
                title={part === 'all' ? undefined : words[`${part}Hint`]}
              >
                {words[part]}
              </th>
            ))}
          </tr>
          <tr>
            {PARTS.map((part) => [
              <th key={`${part}-parcels`} scope="col">
                {words.parcels}
              </th>,
              <th key={`${part}-mu`} scope="col">
                {words.mu}
              </th>,
              part === 'potential' && (
                <th key="share" scope="col">
                  {words.share}
                </th>
              ),
            ])}
          </tr>
        </thead>
        <tbody>
          {sortRows(tally.by, tally.rows).map((row) => (
            <Row
              key={row.key ?? ''}
              by={tally.by}
              row={row}
              label={rowLabel(text, language, tally.by, row)}
              rowKey={row.key}
            />
          ))}
        </tbody>
        <tfoot>
          <Row by={tally.by} row={tally.total} label={words.total} rowKey={undefined} />
        </tfoot>
      </SheetTable>
    </section>
  );
}

type RowProps = {
  readonly by: Tally['by'];
  readonly row: TallyLine;
  readonly label: string;
  readonly rowKey: string | null | undefined;
};

function Row({ by, row, label, rowKey }: RowProps) {
  const { text, format } = useText();
  const share = row.all.muHundredths > 0 ? row.potential.muHundredths / row.all.muHundredths : null;
  return (
    <tr>
      <th scope="row">{label}</th>
      {PARTS.map((part) => {
        const sum = row[part];
        const link = (figure: string) =>
          sum.parcels === 0 ? (
            <span className={styles.none}>{figure}</span>
          ) : (
            <ViewLink patch={behindNumber(by, rowKey, part)} aria-label={`${label} ${text.tally[part]} ${figure}`}>
              {figure}
            </ViewLink>
          );
        return [
          <td key={`${part}-parcels`}>{link(format.number(sum.parcels))}</td>,
          <td key={`${part}-mu`} className={part === 'potential' ? styles.lead : undefined}>
            {link(format.muExact(sum.muHundredths))}
          </td>,
          part === 'potential' && <td key="share">{share === null ? '–' : format.percent(share)}</td>,
        ];
      })}
    </tr>
  );
}
