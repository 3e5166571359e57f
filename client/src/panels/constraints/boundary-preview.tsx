import type { Boundary } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { boxOf, pictureOf } from './boundary-paths.ts';
import styles from './boundary-upload.module.css';

const SIDE = 200;
const INSET_SIDE = 72;

type PreviewProps = {
  readonly chosen: Boundary;
  readonly others: readonly Boundary[];
  readonly outline: Boundary | null;
};

/** The chosen boundary among the others of the file, and in the corner where it lies in the jurisdiction. */
export function BoundaryPreview({ chosen, others, outline }: PreviewProps) {
  const { text } = useText();
  const picture = pictureOf(boxOf([chosen]), SIDE, 24);
  return (
    <svg
      className={styles.preview}
      viewBox={`0 0 ${SIDE * 1.6} ${SIDE}`}
      role="img"
      aria-label={text.constraints.preview}
    >
      <g transform={`translate(${SIDE * 0.3} 0)`}>
        <path className={styles.other} d={others.map(picture.path).join('')} />
        <path className={styles.chosen} fillRule="evenodd" d={picture.path(chosen)} />
      </g>
      {outline && <Whereabouts chosen={chosen} outline={outline} />}
    </svg>
  );
}

function Whereabouts({ chosen, outline }: { readonly chosen: Boundary; readonly outline: Boundary }) {
  const { path, point } = pictureOf(boxOf([outline]), INSET_SIDE, 6);
  const [west, south, east, north] = boxOf([chosen]);
  const [x, y] = point([(west + east) / 2, (south + north) / 2]);
  return (
    <g transform="translate(4 4)">
      <rect className={styles.inset} width={INSET_SIDE} height={INSET_SIDE} rx={4} />
      <path className={styles.outline} d={path(outline)} />
      <circle className={styles.spot} cx={x} cy={y} r={3.5} />
    </g>
  );
}
