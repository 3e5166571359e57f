import { cx } from './cx.ts';
import styles from './target-bar.module.css';

const STAGES = ['done', 'doing', 'planned', 'potential'] as const;
export type Stage = (typeof STAGES)[number];
export type StageAreas = Readonly<Record<Stage, number>>;

/** Room beyond the target, so that its tick never stands at the edge. */
const ROOM = 1.6;

/** How long the bar is: the target with room beyond it, or what is under way where that is more. Potential may run over. */
export function barScale(areas: StageAreas, target: number | null): { readonly end: number; readonly isCut: boolean } {
  const underWay = areas.done + areas.doing + areas.planned;
  const all = underWay + areas.potential;
  if (target === null || target <= 0) return { end: Math.max(all, 1), isCut: false };
  const end = Math.max(target * ROOM, underWay);
  return { end: all < end ? Math.max(all, target * 1.1) : end, isCut: all > end };
}

type TargetBarProps = { readonly label: string; readonly areas: StageAreas; readonly target: number | null };

/** Accepted, in progress, planned and potential in one hue; the target is a black tick; what does not fit ends in a notch. */
export function TargetBar({ label, areas, target }: TargetBarProps) {
  const { end, isCut } = barScale(areas, target);
  const underWay = areas.done + areas.doing + areas.planned;
  const shown = { ...areas, potential: Math.min(areas.potential, end - underWay) };
  return (
    <div className={styles.bar} role="img" aria-label={label}>
      {STAGES.map(
        (stage) =>
          shown[stage] > 0 && (
            <i key={stage} className={styles[stage]} style={{ width: `${(shown[stage] / end) * 100}%` }} />
          ),
      )}
      {isCut && (
        <svg aria-hidden="true" className={styles.notch} width="14" height="12" viewBox="0 0 14 12">
          <path d="M0 0h14v12H0l5-6z" fill="var(--surface)" />
          <path d="M0 0l5 6-5 6" fill="none" stroke="var(--st-potential-line)" />
        </svg>
      )}
      {target !== null && (
        <span className={styles.target} style={{ left: `${Math.min(100, (target / end) * 100)}%` }} />
      )}
    </div>
  );
}

/** The little square that names a stage beside its number. */
export const StageDot = ({ stage }: { readonly stage: Stage }) => (
  <i aria-hidden="true" className={cx(styles.dot, styles[stage])} />
);
