import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './part-bar.module.css';

const HATCH = 'potential-hatch';

/** The hatch of all bars of the page. It stands once, beside the bars that use it. */
export const PartBarHatch = () => (
  <svg width="0" height="0" aria-hidden="true" className={styles.defs}>
    <pattern id={HATCH} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="4" height="4" className={styles.ground} />
      <path d="M0 0V4" className={styles.line} />
    </pattern>
  </svg>
);

type PartBarProps = { readonly part: number; readonly whole: number; readonly longest: number };

/** Potential inside all of a group's land; the longest whole fills the cell. The numbers stand beside it. */
export const PartBar = ({ part, whole, longest }: PartBarProps) => (
  <svg width="100%" height="10" aria-hidden="true" className={styles.bar}>
    <rect width={`${(whole / longest) * 100}%`} height="10" rx="2" className={styles.whole} />
    {part > 0 && (
      <rect width={`${(part / longest) * 100}%`} height="10" rx="2" fill={`url(#${HATCH})`} className={styles.part} />
    )}
  </svg>
);

/** What the two colours of the bars are, and what the columns count. */
export function PartBarKey() {
  const { tally: words } = useText().text;
  return (
    <>
      {words.tableUnit}
      <span className={cx(styles.key, styles.keyPart)} />
      {words.potential}
      <span className={cx(styles.key, styles.keyWhole)} />
      {words.all}
    </>
  );
}
