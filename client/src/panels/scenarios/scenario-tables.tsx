import type { ZoneMeasure } from '@yima-guandi/server/contract';
import { groupCode } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { SheetHead, SheetTable } from '../../ui/page.tsx';
import { ClassChip } from '../../ui/parts.tsx';
import styles from './scenario-page.module.css';

type Measured = { readonly measure: ZoneMeasure };

/** What each way to count gives; the one in force in bold. */
export function CountsTable({ measure }: Measured) {
  const { text, format } = useText();
  const words = text.scenarios;
  return (
    <section>
      <SheetHead title={words.counting} />
      <SheetTable label={words.counting} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.counting}</th>
            <th scope="col">{words.countColumns.parcels}</th>
            <th scope="col">{words.countColumns.mu}</th>
            <th scope="col">{words.countColumns.freed}</th>
            <th scope="col">{words.countColumns.tax}</th>
          </tr>
        </thead>
        <tbody>
          {measure.counts.map(({ rule, parcels, muHundredths, freed, tax10kYuan }) => (
            <tr key={rule} className={cx(rule === measure.counting && styles.chosen)}>
              <th scope="row">{words.countingRules[rule]}</th>
              <td>{format.number(parcels)}</td>
              <td>{format.muExact(muHundredths)}</td>
              <td>{format.muExact(freed.muHundredths)}</td>
              <td>{format.number(tax10kYuan.sum)}</td>
            </tr>
          ))}
        </tbody>
      </SheetTable>
    </section>
  );
}

/** Who has to be brought together, the most land first. */
export function OwnersTable({ measure }: Measured) {
  const { text, format } = useText();
  const words = text.scenarios;
  const { rows, rest, known } = measure.owners;
  const counted = measure.counts.find(({ rule }) => rule === measure.counting);
  return (
    <section>
      <SheetHead title={words.owners} note={`${format.number(known)} ${words.units.owners}`} />
      <SheetTable label={words.owners} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.columns.owner}</th>
            <th scope="col">{words.columns.parcels}</th>
            <th scope="col">{words.columns.mu}</th>
            <th scope="col">{words.columns.terms}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, creditCode, parcels, muHundredths, earliestTermEndsOn }) => (
            <tr key={`${creditCode} ${name}`}>
              <th scope="row" lang="zh-CN">
                {name ?? words.ownerUnknown}
              </th>
              <td>{format.number(parcels)}</td>
              <td>{format.muExact(muHundredths)}</td>
              <td>{format.date(earliestTermEndsOn)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.common.total}</th>
            <td>{format.number(counted?.parcels)}</td>
            <td>{format.muExact(counted?.muHundredths ?? null)}</td>
            <td />
          </tr>
        </tfoot>
      </SheetTable>
      {rest.owners > 0 && (
        <p className={styles.rest}>
          {words.rest(format.number(rest.owners), format.number(rest.parcels), format.muExact(rest.muHundredths))}
        </p>
      )}
    </section>
  );
}

/** Decimals of tax in a list of parcels, 万元. */
const TAX_DECIMALS = 2;

/** The sum of figures as they stand in their rows; null: none is known. */
function sumAsPrinted(figures: readonly (number | null)[]): number | null {
  const known = figures.filter((figure) => figure !== null);
  const scale = 10 ** TAX_DECIMALS;
  return known.length === 0 ? null : known.reduce((sum, figure) => sum + Math.round(figure * scale), 0) / scale;
}

/** Parcels that count, the largest first, with a total that is their sum. */
export function ParcelsTable({ measure, parcels }: Measured & { readonly parcels: number }) {
  const { text, format } = useText();
  const words = text.scenarios;
  const rows = measure.parcels.rows.filter(({ isCounted }) => isCounted);
  const counted = measure.counts.find(({ rule }) => rule === measure.counting);
  // Of every row as it is printed, and only where every row is.
  const tax = parcels > rows.length ? null : sumAsPrinted(rows.map(({ tax10kYuan }) => tax10kYuan));
  return (
    <section>
      <SheetHead title={words.parcelList} note={`${format.number(parcels)} ${words.units.parcels}`} />
      <SheetTable label={words.parcelList} className={cx(styles.table, styles.parcels)}>
        <thead>
          <tr>
            <th scope="col">{words.columns.code}</th>
            <th scope="col">{words.columns.holder}</th>
            <th scope="col">{words.columns.class}</th>
            <th scope="col">{words.columns.share}</th>
            <th scope="col">{words.columns.counted}</th>
            <th scope="col">{words.columns.tax}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((parcel) => (
            <tr key={parcel.id}>
              <th scope="row">
                {groupCode(parcel.code)}
                <span className={styles.narrow}>
                  <span lang="zh-CN">{parcel.ownerName ?? text.common.noData}</span>
                  {parcel.shareInside < 1 && (
                    <b>{` · ${words.columns.share} ${format.percent(parcel.shareInside, 0)}`}</b>
                  )}
                </span>
              </th>
              <td lang="zh-CN">{parcel.ownerName ?? text.common.noData}</td>
              <td>
                <ClassChip value={parcel.class} />
              </td>
              <td>{format.percent(parcel.shareInside, 0)}</td>
              <td>{format.muExact(parcel.muHundredths)}</td>
              <td>{format.number(parcel.tax10kYuan, TAX_DECIMALS)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.common.total}</th>
            <td />
            <td />
            <td />
            <td>{format.muExact(counted?.muHundredths ?? null)}</td>
            <td>{format.number(tax, TAX_DECIMALS)}</td>
          </tr>
        </tfoot>
      </SheetTable>
      {parcels > rows.length && (
        <p className={styles.rest}>{words.restParcels(format.number(parcels - rows.length))}</p>
      )}
    </section>
  );
}
