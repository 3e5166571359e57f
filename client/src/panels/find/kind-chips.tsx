import type { Tally } from '@yima-guandi/server/contract';
import { FINDING_KINDS, type FindingKind } from '@yima-guandi/server/domain';
import type { Answer } from '../../columns/question.ts';
import { useText } from '../../text/use-text.ts';
import { Popover } from '../../ui/popover.tsx';
import { type Language, useView } from '../../url/view.ts';
import styles from './find-panel.module.css';

/** Kinds that stand in the row; the others are behind its last button. As many as one line holds. */
const IN_ROW: Record<Language, readonly (FindingKind | null)[]> = {
  zh: [null, 'low-efficiency', 'suspected-idle'],
  en: [null, 'low-efficiency'],
};

type KindChipsProps = {
  readonly tally: Tally | undefined;
  /** What is tried counts otherwise; null: the tally counts. */
  readonly kinds: Answer['kinds'] | null;
};

/** The kinds of finding that there are here, with their counts. None chosen: what could be freed, low-efficiency or suspected idle. */
export function KindChips({ tally, kinds }: KindChipsProps) {
  const { text, format, language } = useText();
  const { view } = useView();
  const { find, whatIf } = text;
  const count = (kind: FindingKind | null): number | undefined => {
    if (kind === null) return kinds?.potential.parcels ?? tally?.total.potential.parcels;
    if (kind === 'low-efficiency' && kinds) return kinds.lowEfficiency.parcels;
    return tally?.kinds.find((each) => each.kind === kind)?.sum.parcels;
  };
  const there = [null, ...FINDING_KINDS].filter((kind) => count(kind) !== 0 || view.finding === kind);
  const inRow = there.filter((kind) => IN_ROW[language].includes(kind) || kind === view.finding);
  const behind = there.filter((kind) => !inRow.includes(kind));
  const chip = (kind: FindingKind | null) => {
    const parcels = count(kind);
    return <Chip key={kind ?? ''} kind={kind} count={parcels === undefined ? '' : format.number(parcels)} />;
  };
  return (
    <fieldset className={styles.kinds} aria-label={find.kinds}>
      {inRow.map(chip)}
      {behind.length > 0 && (
        <Popover
          className={styles.kind}
          face={whatIf.moreKinds(format.number(behind.length))}
          title={whatIf.allKinds}
          wide
        >
          <div className={styles.behind}>{behind.map(chip)}</div>
        </Popover>
      )}
    </fieldset>
  );
}

function Chip({ kind, count }: { readonly kind: FindingKind | null; readonly count: string }) {
  const { text } = useText();
  const { view, setView } = useView();
  return (
    <button
      type="button"
      className={styles.kind}
      title={kind === null ? text.find.potentialHint : undefined}
      aria-pressed={view.finding === kind}
      onClick={(event) => {
        // Chosen from behind the last button, it comes to stand in the row.
        event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
        void setView({ finding: kind, tab: null });
      }}
    >
      {kind === null ? text.find.potential : text.common.findings[kind]}
      <span>{count}</span>
    </button>
  );
}
