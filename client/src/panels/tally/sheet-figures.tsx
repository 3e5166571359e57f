import type { Tally } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { Figure, Hint } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import styles from './sheet-figures.module.css';

/** Parcels by kind of finding. A parcel may stand under several, so no sum is printed. */
export function KindSums({ tally }: { readonly tally: Tally }) {
  const { text, format } = useText();
  const { setView } = useView();
  return (
    <section className={styles['block']}>
      <div className={styles['head']}>
        <h2>{text.tally.kinds}</h2>
        <Hint>{text.tally.kindsHint}</Hint>
      </div>
      <div className={styles['figures']}>
        {tally.kinds.map(({ kind, sum }) => (
          <Figure
            key={kind}
            label={text.common.findings[kind]}
            value={format.number(sum.parcels)}
            unit={text.tally.parcelsUnit}
            note={`${format.muExact(sum.muHundredths)} ${text.tally.mu}`}
            onOpen={
              sum.parcels > 0 ? () => void setView({ job: 'find', sel: null, finding: kind, tab: null }) : undefined
            }
          />
        ))}
      </div>
    </section>
  );
}

/** What stands on the potential parcels today: known values, and how many parcels lack theirs. */
export function PotentialFigures({ tally }: { readonly tally: Tally }) {
  const { text, format } = useText();
  const { setView } = useView();
  const { tally: words } = text;
  const { figures } = tally;
  const open = () => void setView({ job: 'find', sel: null, tab: null });
  const items = [
    { label: words.enterprises, unit: words.enterprisesUnit, value: figures.enterprises },
    { label: words.tax, unit: words.taxUnit, value: figures.tax10kYuan },
    { label: words.energy, unit: words.energyUnit, value: figures.energyTce },
    { label: words.employees, unit: words.employeesUnit, value: figures.employees },
  ];
  return (
    <section className={styles['block']}>
      <div className={styles['head']}>
        <h2>{words.figures}</h2>
        {figures.unknownParcels > 0 && <Hint>{words.lacking(format.number(figures.unknownParcels))}</Hint>}
      </div>
      <div className={styles['figures']}>
        {items.map(({ label, unit, value }) => (
          <Figure
            key={label}
            label={label}
            value={format.number(value)}
            unit={value === null ? '' : unit}
            unknown={value === null}
            onOpen={open}
          />
        ))}
      </div>
    </section>
  );
}
