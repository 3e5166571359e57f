import type { Tally } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { Explain } from '../../ui/explain.tsx';
import { SheetHead } from '../../ui/page.tsx';
import { Figure } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import styles from './sheet-figures.module.css';

/** Parcels by each kind of finding that there is here. A parcel may stand under several, so no sum is printed. */
export function KindSums({ tally }: { readonly tally: Tally }) {
  const { text, format } = useText();
  const { view, setView } = useView();
  // Within one finding the others are its overlaps, which no list of one finding shows.
  if (view.finding) return null;
  const found = tally.kinds.filter(({ sum }) => sum.parcels > 0);
  return (
    <section className={styles.block}>
      <SheetHead title={text.tally.kinds} explain={<Explain of="finding" />} note={text.tally.kindsHint} />
      <div className={styles.figures}>
        {found.map(({ kind, sum }) => (
          <Figure
            key={kind}
            label={text.common.findings[kind]}
            value={format.number(sum.parcels)}
            unit={text.tally.parcelsUnit}
            note={`${format.muExact(sum.muHundredths)} ${text.tally.mu}`}
            onOpen={() => void setView({ job: 'find', sel: null, finding: kind, tab: null })}
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
    { label: words.enterprises, unit: words.enterprisesUnit, value: figures.enterprises, of: 'enterprises' },
    { label: words.tax, unit: words.taxUnit, value: figures.tax10kYuan, of: 'tax' },
    { label: words.energy, unit: words.energyUnit, value: figures.energyTce, of: 'energy' },
    { label: words.employees, unit: words.employeesUnit, value: figures.employees, of: 'employees' },
  ] as const;
  return (
    <section className={styles.block}>
      <SheetHead
        title={words.figures}
        note={figures.unknownParcels > 0 && words.lacking(format.number(figures.unknownParcels))}
      />
      <div className={styles.figures}>
        {items.map(({ label, unit, value, of }) => (
          <Figure
            key={label}
            label={label}
            value={format.number(value)}
            unit={value === null ? '' : unit}
            unknown={value === null}
            onOpen={open}
            explain={<Explain of={of} />}
          />
        ))}
      </div>
    </section>
  );
}
