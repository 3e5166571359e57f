import type { Tally } from '@yima-guandi/server/contract';
import { orderClasses } from '../../api/class-names.ts';
import type { TallyLine } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { Explain } from '../../ui/explain.tsx';
import { SheetHead, SheetTable } from '../../ui/page.tsx';
import type { ClassKey } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import { PartBar, PartBarHatch, PartBarKey } from './part-bar.tsx';
import { behindNumber, rowLabel, sortRows, type TallyPart } from './tally-rows.ts';
import styles from './tally-table.module.css';

const PARTS: readonly TallyPart[] = ['all', 'potential', 'pending'];
/** Columns of each part; those of the potential are parcels, mu, share and bar. */
const COLUMNS: Record<TallyPart, number> = { all: 2, potential: 4, pending: 2 };
/** Up to so many rows are given more room, so that a short table fills its sheet. */
const FEW_ROWS = 7;

/** One row per group. Areas are whole hundredths of a mu, so the rows add up to the printed total. */
export function TallyTable({ tally }: { readonly tally: Tally }) {
  const { text, language } = useText();
  const { tally: words } = text;
  const group = words.groups[tally.by];
  const rows = sortRows(tally.by, tally.rows);
  const shared = {
    by: tally.by,
    longest: Math.max(1, ...rows.map((row) => row.all.muHundredths)),
    classes: orderClasses(rows.map(({ key }) => key)),
  };
  return (
    <section>
      <PartBarHatch />
      <SheetHead title={words.table(group)} note={<PartBarKey />} />
      <SheetTable label={words.table(group)} className={cx(styles.table, rows.length <= FEW_ROWS && styles.roomy)}>
        <TableHead group={group} />
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.key ?? ''}
              row={row}
              label={rowLabel(text, language, tally.by, row)}
              rowKey={row.key}
              {...shared}
            />
          ))}
        </tbody>
        <tfoot>
          <Row row={tally.total} label={words.total} rowKey={undefined} {...shared} />
        </tfoot>
      </SheetTable>
    </section>
  );
}

function TableHead({ group }: { readonly group: string }) {
  const { tally: words } = useText().text;
  return (
    <thead>
      <tr>
        <th rowSpan={2} scope="col">
          {group}
        </th>
        {PARTS.map((part) => (
          <th
            key={part}
            colSpan={COLUMNS[part]}
            scope="colgroup"
            title={part === 'all' ? undefined : words[`${part}Hint`]}
          >
            {words[part]} <Explain of={part === 'all' ? 'area' : part} />
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
              {words.share} <Explain of="share" />
            </th>
          ),
          part === 'potential' && <td key="bar" className={styles.bar} />,
        ])}
      </tr>
    </thead>
  );
}

type RowProps = {
  readonly by: Tally['by'];
  readonly row: TallyLine;
  readonly label: string;
  readonly rowKey: string | null | undefined;
  readonly longest: number;
  readonly classes: readonly ClassKey[];
};

function Row({ by, row, label, rowKey, longest, classes }: RowProps) {
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
            <ViewLink
              patch={behindNumber({ by, key: rowKey, part, classes })}
              aria-label={`${label} ${text.tally[part]} ${figure}`}
            >
              {figure}
            </ViewLink>
          );
        return [
          <td key={`${part}-parcels`}>{link(format.number(sum.parcels))}</td>,
          <td key={`${part}-mu`} className={part === 'potential' ? styles.lead : undefined}>
            {link(format.muExact(sum.muHundredths))}
          </td>,
          part === 'potential' && <td key="share">{share === null ? '–' : format.percent(share)}</td>,
          part === 'potential' && (
            <td key="bar" className={styles.bar}>
              {rowKey !== undefined && (
                <PartBar part={row.potential.muHundredths} whole={row.all.muHundredths} longest={longest} />
              )}
            </td>
          ),
        ];
      })}
    </tr>
  );
}
