import { NEIGHBOUR_M } from '@yima-guandi/server/domain';
import { useCurrent } from '../../api/current.ts';
import type { Answer, Cluster } from '../../columns/question.ts';
import { theMap } from '../../map/map-state.ts';
import { fitBox } from '../../map/motion.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Empty, Hint } from '../../ui/parts.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import styles from './cluster-list.module.css';
import found from './found-list.module.css';
import { LiveList } from './live-list.tsx';
import { ROW_PX } from './parcel-row.tsx';

/** Columns hold the middles of parcels: so much more of the ground is shown around them, degrees. */
const AROUND = 0.0012;

type ClusterListProps = {
  readonly answer: Answer;
  readonly open: number | null;
  readonly onOpen: (cluster: number | null) => void;
  readonly onMore: () => void;
};

function fly({ box: [west, south, east, north] }: Cluster): void {
  const map = theMap.get();
  if (map) fitBox(map, [west - AROUND, south - AROUND, east + AROUND, north + AROUND]);
}

/** Found land that lies together, most land first. A cluster opens its parcels, and the map flies there. */
export function ClusterList({ answer, open, onOpen, onMore }: ClusterListProps) {
  const { text, format } = useText();
  const { whatIf, common } = text;
  const { jurisdiction } = useCurrent();
  const { clusters } = answer;
  if (!clusters) return <Empty>{whatIf.clustersLoading}</Empty>;
  const nameOf = (cluster: Cluster, index: number) =>
    whatIf.cluster(
      jurisdiction?.towns.find(({ code }) => code === cluster.town)?.name ?? text.find.townUnknown,
      String(index + 1),
    );
  const opened = open === null ? undefined : clusters[open];
  if (open !== null && opened)
    return (
      <>
        <div className={styles.opened}>
          <Button kind="text" size="small" icon="back" onClick={() => onOpen(null)}>
            {whatIf.back}
          </Button>
          <b>{nameOf(opened, open)}</b>
          <span>
            {format.number(opened.parcels)} {common.units.parcels} · {format.muExact(opened.muHundredths)}{' '}
            {common.units.mu}
          </span>
        </div>
        <LiveList list={answer.list} empty={whatIf.clustersEmpty} onMore={onMore} />
      </>
    );
  if (clusters.length === 0) return <Empty>{whatIf.clustersEmpty}</Empty>;
  return (
    <>
      <div className={styles.rule}>
        <Hint>{whatIf.clustersRule(String(NEIGHBOUR_M))}</Hint>
      </div>
      <VirtualList
        label={whatIf.listed.clusters}
        items={clusters.map((cluster, index) => ({ cluster, index }))}
        rowHeight={ROW_PX}
        keyOf={({ index }) => index}
        row={({ cluster, index }) => (
          <button
            type="button"
            className={cx(found.row, styles.row)}
            onClick={() => {
              onOpen(index);
              fly(cluster);
            }}
          >
            <span className={styles.place}>{index + 1}</span>
            <span className={styles.name}>{nameOf(cluster, index)}</span>
            <span className={styles.parcels}>
              {format.number(cluster.parcels)} {common.units.parcels}
            </span>
            <b className={styles.mu}>{format.muExact(cluster.muHundredths)}</b>
          </button>
        )}
        current={-1}
        onNearEnd={() => undefined}
      />
    </>
  );
}
