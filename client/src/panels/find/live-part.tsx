import type { LiveTab } from '../../columns/live-tab.ts';
import { NEAR_RATIO } from '../../columns/profile.ts';
import type { Answer } from '../../columns/question.ts';
import { askReason } from '../../shell/export-reason.ts';
import { useText } from '../../text/use-text.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Segmented } from '../../ui/choices.tsx';
import { Hint } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import { ClusterList } from './cluster-list.tsx';
import { LiveList } from './live-list.tsx';
import styles from './live-part.module.css';

type LivePartProps = {
  readonly tab: LiveTab;
  readonly answer: Answer;
  readonly isTrying: boolean;
  readonly cluster: number | null;
  readonly onCluster: (cluster: number | null) => void;
  readonly onMore: () => void;
  /** Where the flipped parcels of a side are downloaded. */
  readonly exportHref: (side: 'in' | 'out') => string;
};

/** The list of a tab that columns fill: what flips, what is near the threshold, what lies together. */
export function LivePart({ tab, answer, isTrying, cluster, onCluster, onMore, exportHref }: LivePartProps) {
  const { text, format } = useText();
  const { setView } = useView();
  const { whatIf } = text;
  if (tab.list === 'clusters') return <ClusterList answer={answer} open={cluster} onOpen={onCluster} onMore={onMore} />;
  if (tab.list === 'near')
    return (
      <>
        <div className={styles.bar}>
          <Hint>{whatIf.nearRule(format.percent(NEAR_RATIO, 0))}</Hint>
        </div>
        <LiveList list={answer.list} empty={whatIf.nearEmpty} onMore={onMore} />
      </>
    );
  const { flips } = answer;
  return (
    <>
      <div className={styles.bar}>
        <Segmented
          label={whatIf.side}
          value={tab.side}
          choices={(['in', 'out'] as const).map((side) => ({
            value: side,
            label: whatIf.sides[side](format.number(flips[side].parcels)),
          }))}
          onChoose={(side) => void setView({ tab: side === 'in' ? 'flips' : 'flips-out' })}
        />
        {isTrying && (
          <LinkButton kind="text" size="small" icon="export" href={exportHref(tab.side)} download onClick={askReason}>
            {text.find.exportCsv}
          </LinkButton>
        )}
      </div>
      <LiveList list={answer.list} empty={isTrying ? whatIf.sideEmpty[tab.side] : whatIf.flipsEmpty} onMore={onMore} />
    </>
  );
}
