import { cx } from './cx.ts';
import styles from './swatch.module.css';

export type SwatchKind =
  | 'A'
  | 'B'
  | 'C'
  | 'D'
  | 'U'
  | 'suspected-idle'
  | 'vacant-floor-area'
  | 'two-high'
  | 'control-line';

/** How the map draws a thing, small. Switched off it is an empty frame. */
export const Swatch = ({ kind, isOff = false }: { readonly kind: SwatchKind; readonly isOff?: boolean }) => (
  <span aria-hidden="true" className={cx(styles.swatch, isOff ? styles.off : styles[kind])} />
);
