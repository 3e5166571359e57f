import type { Tally } from '@yima-guandi/server/contract';
import type { ParcelListing } from '../../api/queries.ts';
import type { Answer } from '../../columns/question.ts';
import { useText } from '../../text/use-text.ts';
import type { ExplainedFigure } from '../../text/zh/explain.ts';
import { Explain } from '../../ui/explain.tsx';
import { Figure, Skeleton } from '../../ui/parts.tsx';
import styles from './find-panel.module.css';
import { type LiveFigure, liveFigures, talliedFigures } from './live-figures.ts';

type Order = NonNullable<ParcelListing['order']>;
type FoundFiguresProps = {
  /** The sums of the columns; null: they are on their way, and the server's tally stands in for them. */
  readonly answer: Answer | null;
  readonly isTrying: boolean;
  readonly tally: Tally | undefined;
  readonly pendingParcels: number | null;
  readonly stale: boolean;
  /** Leads to the parcels behind a figure, in the order that tells most about it. */
  readonly onOpen: (order: Order) => void;
  readonly onPending: () => void;
};

const EXPLAINED: Record<LiveFigure['key'], ExplainedFigure> = {
  parcels: 'parcels',
  addedValue: 'addedValue',
  area: 'area',
  enterprises: 'enterprises',
  tax: 'tax',
  energy: 'energy',
  employees: 'employees',
  pending: 'pending',
  target: 'targetShare',
};

/** What the listed parcels add up to. A value that some of them lack is a sum of the others, and says so. */
export function FoundFigures(props: FoundFiguresProps) {
  const words = useText();
  const { find, whatIf, common } = words.text;
  const { answer, isTrying, tally, pendingParcels, stale, onOpen, onPending } = props;
  const figures = answer ? liveFigures(words, answer, isTrying) : tally && talliedFigures(words, tally, pendingParcels);
  const named: Record<LiveFigure['key'], readonly [label: string, unit: string]> = {
    parcels: [find.parcels, find.parcelsUnit],
    area: [find.area, find.areaUnit],
    enterprises: [find.enterprises, find.enterprisesUnit],
    tax: [find.tax, find.taxUnit],
    addedValue: [whatIf.addedValue, whatIf.addedValueUnit],
    energy: [find.energy, find.energyUnit],
    employees: [find.employees, find.employeesUnit],
    pending: [find.pending, find.parcelsUnit],
    target: [whatIf.targetShare, whatIf.targetShareUnit],
  };
  const open = (key: LiveFigure['key']): (() => void) | undefined => {
    if (key === 'target') return undefined;
    return key === 'pending' ? onPending : () => onOpen(key === 'tax' ? 'tax-per-mu' : 'area');
  };
  return (
    <section className={styles.figures} aria-busy={answer === null && stale} aria-label={common.total}>
      {figures
        ? figures.map(({ key, value, isKnown, note }) => {
            const [label, unit] = named[key];
            return (
              <Figure
                key={key}
                label={label}
                value={value}
                unit={unit}
                unitInLabel
                unknown={!isKnown}
                stale={answer === null && stale}
                note={note || '\u00a0'}
                onOpen={open(key)}
                explain={<Explain of={EXPLAINED[key]} />}
              />
            );
          })
        : Object.keys(named).map((key) => <Skeleton key={key} height={64} />)}
    </section>
  );
}
