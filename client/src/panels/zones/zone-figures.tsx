import type { CountingRule, ZoneMeasure } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { Figure } from '../../ui/parts.tsx';
import { TargetBar } from '../../ui/target-bar.tsx';
import { amendZoneDraft } from '../../zone/zone-draft.ts';
import { TargetField } from './target-field.tsx';
import styles from './zones-panel.module.css';

type FiguresProps = { readonly measure: ZoneMeasure; readonly targetMu: number; readonly isStale: boolean };

const HUNDREDTHS = 100;

/** What of the zone can be freed against the target, and what that would cost. */
export function ZoneFigures({ measure, targetMu, isStale }: FiguresProps) {
  const { text, format } = useText();
  const words = text.zones;
  const chosen = measure.counts.find(({ rule }) => rule === measure.counting);
  if (!chosen) return null;
  const freed = chosen.freed.muHundredths;
  const gap = Math.round(targetMu * HUNDREDTHS) - freed;
  const line = measure.controlLine;
  const inside = line && line.insideMuHundredths / Math.max(1, line.insideMuHundredths + line.outsideMuHundredths);
  const unknown = (parcels: number) => (parcels > 0 ? words.unknownOf(format.number(parcels)) : undefined);
  return (
    <>
      <section className={styles.head}>
        <div className={styles.headline}>
          <span>{words.freeable}</span>
          <TargetField targetMu={targetMu} />
        </div>
        <div className={styles.headline}>
          <strong className={cx(styles.freed, isStale && styles.stale)}>
            {format.muExact(freed)}
            <small>{words.units.mu}</small>
          </strong>
          <span className={cx(styles.gap, gap <= 0 && styles.reached)}>
            {gap > 0 ? words.short : words.over} {format.muExact(Math.abs(gap))} {words.units.mu}
          </span>
        </div>
        <TargetBar
          label={`${words.freeable} ${format.muExact(freed)} ${words.units.mu}`}
          areas={{ potential: freed / HUNDREDTHS, planned: 0, doing: 0, done: 0 }}
          target={targetMu}
        />
        <div className={styles.figures}>
          <Figure
            label={words.figures.tax}
            value={format.number(chosen.tax10kYuan.sum)}
            unit={words.units.tenK}
            unknown={chosen.tax10kYuan.sum === null}
            note={unknown(chosen.tax10kYuan.unknownParcels)}
            stale={isStale}
          />
          <Figure
            label={words.figures.jobs}
            value={format.number(measure.employees.sum)}
            unit={words.units.people}
            unknown={measure.employees.sum === null}
            note={unknown(measure.employees.unknownParcels)}
            stale={isStale}
          />
          <Figure
            label={words.figures.owners}
            value={format.number(measure.owners.known)}
            unit={words.units.owners}
            stale={isStale}
          />
          <Figure
            label={words.figures.inside}
            value={line ? format.number((inside ?? 0) * 100, 1) : text.common.noData}
            unit={line ? words.units.percent : ''}
            unknown={!line}
            stale={isStale}
          />
          <Figure
            label={words.figures.shortTerm}
            value={format.number(measure.terms.underTenYears.parcels)}
            unit={words.units.parcels}
            note={unknown(measure.terms.unknown.parcels)}
            stale={isStale}
          />
          <Figure
            label={words.figures.owed}
            value={line ? format.muExact(line.insideMuHundredths) : text.common.noData}
            unit={line ? words.units.mu : ''}
            unknown={!line}
            stale={isStale}
          />
        </div>
      </section>
      <CountingTable measure={measure} isStale={isStale} />
    </>
  );
}

/** What each of the three ways to count gives; the chosen one in bold, and a row chooses. */
function CountingTable({ measure, isStale }: Omit<FiguresProps, 'targetMu'>) {
  const { text, format } = useText();
  const words = text.zones;
  const choose = (counting: CountingRule) => amendZoneDraft({ counting });
  return (
    <table className={cx(styles.counting, isStale && styles.stale)}>
      <thead>
        <tr>
          <th scope="col">{words.counting}</th>
          <th scope="col">{words.columns.parcels}</th>
          <th scope="col">{words.columns.total}</th>
          <th scope="col">{words.columns.low}</th>
          <th scope="col">{words.columns.tax}</th>
        </tr>
      </thead>
      <tbody>
        {measure.counts.map(({ rule, parcels, muHundredths, freed, tax10kYuan }) => (
          <tr key={rule} className={cx(rule === measure.counting && styles.chosen)} onClick={() => choose(rule)}>
            <th scope="row">
              <button type="button" aria-pressed={rule === measure.counting} onClick={() => choose(rule)}>
                {words.countingRules[rule]}
              </button>
            </th>
            <td>{format.number(parcels)}</td>
            <td>{format.muExact(muHundredths)}</td>
            <td>{format.muExact(freed.muHundredths)}</td>
            <td>{tax10kYuan.sum === null ? text.common.noData : format.number(tax10kYuan.sum)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
