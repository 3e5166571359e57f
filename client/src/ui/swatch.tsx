import { cx } from './cx.ts';
import styles from './swatch.module.css';

type SwatchKind =
  | 'A'
  | 'B'
  | 'C'
  | 'D'
  | 'U'
  | 'suspected-idle'
  | 'vacant-floor-area'
  | 'two-high'
  | 'control-line'
  | 'permanent-farmland'
  | 'ecological-red-line'
  | 'planned-road'
  | 'other';

type SwatchProps = {
  /** A colour by itself: what the map draws with a plain fill. */
  readonly kind: SwatchKind | { readonly fill: string; readonly line: string };
  readonly isOff?: boolean;
};

/** How the map draws a thing, small. Switched off it is an empty frame. */
export function Swatch({ kind, isOff = false }: SwatchProps) {
  const plain = typeof kind === 'object' && !isOff ? { background: kind.fill, borderColor: kind.line } : undefined;
  const look = isOff ? styles.off : typeof kind === 'string' && styles[kind];
  return <span aria-hidden="true" className={cx(styles.swatch, look)} style={plain} />;
}
