import type { Tally } from '@yima-guandi/server/contract';
import type { ParcelListing } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';
import { Figure, Skeleton } from '../../ui/parts.tsx';
import styles from './find-panel.module.css';

type Order = NonNullable<ParcelListing['order']>;
type FoundFiguresProps = {
  readonly tally: Tally | undefined;
  readonly stale: boolean;
  /** Leads to the parcels behind a figure, in the order that tells most about it. */
  readonly onOpen: (order: Order) => void;
};

/** What the listed parcels add up to. A value that some of them lack is a sum of the others, and says so. */
export function FoundFigures({ tally, stale, onOpen }: FoundFiguresProps) {
  const { text, format } = useText();
  const { find } = text;
  if (!tally) {
    return (
      <div className={styles.figures} aria-hidden="true">
        {[0, 1, 2, 3, 4, 5].map((each) => (
          <Skeleton key={each} height={46} />
        ))}
      </div>
    );
  }
  const { figures, total } = tally;
  const lacking = figures.unknownParcels > 0 ? find.lacking(format.number(figures.unknownParcels)) : undefined;
  const items = [
    { label: find.parcels, unit: find.parcelsUnit, value: format.number(total.all.parcels), known: true },
    { label: find.area, unit: find.areaUnit, value: format.mu(total.all.muHundredths), known: true },
    { label: find.enterprises, unit: find.enterprisesUnit, value: format.number(figures.enterprises), known: true },
    {
      label: find.tax,
      unit: find.taxUnit,
      value: format.number(figures.tax10kYuan),
      known: figures.tax10kYuan !== null,
      note: lacking,
    },
    {
      label: find.energy,
      unit: find.energyUnit,
      value: format.number(figures.energyTce),
      known: figures.energyTce !== null,
    },
    {
      label: find.employees,
      unit: find.employeesUnit,
      value: format.number(figures.employees),
      known: figures.employees !== null,
    },
  ];
  return (
    <section className={styles.figures} aria-busy={stale} aria-label={text.common.total}>
      {items.map(({ label, unit, value, known, note }) => (
        <Figure
          key={label}
          label={label}
          value={value}
          unit={unit}
          unitInLabel
          unknown={!known}
          stale={stale}
          note={note}
          onOpen={() => onOpen(label === find.tax ? 'tax-per-mu' : 'area')}
        />
      ))}
    </section>
  );
}
