import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { type ParcelListing, tallyQuery } from '../../api/queries.ts';
import { readLiveTab } from '../../columns/live-tab.ts';
import { useWhatIsTried } from '../../columns/what-is-tried.ts';
import { askReason } from '../../shell/export-reason.ts';
import { explain, useText } from '../../text/use-text.ts';
import { LinkButton } from '../../ui/button.tsx';
import { PanelHead } from '../../ui/panel.tsx';
import { Empty, ErrorNote } from '../../ui/parts.tsx';
import { filterText } from '../../url/filter.ts';
import { useView } from '../../url/view.ts';
import { exportHref } from './export-href.ts';
import { FilterNote } from './filter-note.tsx';
import styles from './find-panel.module.css';
import { FindTabs } from './find-tabs.tsx';
import { FoundFigures } from './found-figures.tsx';
import { foundFilterText, readTab } from './found-filter.ts';
import { FoundList } from './found-list.tsx';
import { FoundRules } from './found-rules.tsx';
import { KindChips } from './kind-chips.tsx';
import { LiveList } from './live-list.tsx';
import { LivePart } from './live-part.tsx';
import { NothingHere } from './nothing-here.tsx';
import { PlaceChoice } from './place-choice.tsx';
import { ThresholdSection } from './threshold-section.tsx';
import { useColumns } from './use-columns.ts';

type Order = NonNullable<ParcelListing['order']>;
const ROWS_AT_FIRST = 100;

/** Land found by the programme's rules, or by rules that are tried: what it adds up to, and the parcels one by one. */
export function FindPanel() {
  const { text } = useText();
  const { view, setView } = useView();
  const { jurisdiction, year } = useCurrent();
  const [order, setOrder] = useState<Order>('area');
  const [most, setMost] = useState(ROWS_AT_FIRST);
  const [cluster, setCluster] = useState<number | null>(null);
  const whatIsTried = useWhatIsTried();
  const { tried, isTrying } = whatIsTried;
  const live = useColumns(whatIsTried, { order, most, cluster });
  const { answer } = live;
  const place = jurisdiction && year !== null ? { jurisdiction: jurisdiction.code, year } : null;
  const filter = foundFilterText(view);
  const around = useQuery(tallyQuery(place && { ...place, by: 'town', filter: filterText(view, ['finding']) }));
  const listed = useQuery(tallyQuery(place && { ...place, by: 'town', filter, of: 'all' }));
  const [tab, liveTab] = [readTab(view), readLiveTab(view)];
  const isOfLow = view.finding === null || view.finding === 'low-efficiency';
  const error = listed.error ?? around.error;
  const list = useRef<HTMLDivElement>(null);
  const openList = (wanted: Order) => {
    setOrder(wanted);
    list.current?.querySelector('a')?.focus();
  };
  const more = useCallback(() => setMost((known) => known + ROWS_AT_FIRST), []);
  // A cluster is known by its place, which moves with the threshold and the filter.
  const ground = JSON.stringify([tried, filter]);
  useEffect(() => {
    if (ground) setCluster(null);
  }, [ground]);
  return (
    <div className={styles.panel}>
      <PanelHead title={text.find.title}>
        {place &&
          (['xlsx', 'csv'] as const).map((format) => (
            <LinkButton
              key={format}
              kind="text"
              size="small"
              {...(format === 'xlsx' ? { icon: 'export' as const } : {})}
              href={exportHref(format, { ...place, view, whatIsTried })}
              download
              onClick={askReason}
            >
              {format === 'xlsx' ? text.find.exportXlsx : text.find.exportCsv}
            </LinkButton>
          ))}
      </PanelHead>
      <FilterNote />
      {isOfLow && <ThresholdSection whatIsTried={whatIsTried} answer={answer} hasFailed={live.error !== null} />}
      <FoundRules finding={view.finding} besides={isOfLow ? whatIsTried.rules.map(({ id }) => id) : []} />
      {jurisdiction && !place && <NothingHere />}
      {error && (
        <ErrorNote
          message={`${text.common.notUpdated} · ${explain(text, error)}`}
          retry={text.common.retry}
          onRetry={() => void Promise.all([around.refetch(), listed.refetch()])}
        />
      )}
      {place && !(listed.error && !listed.data && !answer) && (
        <FoundFigures
          answer={answer}
          isTrying={isTrying}
          tally={listed.data}
          pendingParcels={around.data?.total.pending.parcels ?? null}
          stale={listed.isPlaceholderData}
          onOpen={openList}
          onPending={() => void setView({ tab: 'pending', finding: null })}
        />
      )}
      <KindChips tally={around.data} kinds={isTrying ? (answer?.kinds ?? null) : null} />
      <FindTabs answer={answer} around={around.data} listed={listed.data} />
      <PlaceChoice order={order} onOrder={setOrder} />
      <div ref={list} className={styles.list}>
        {place &&
          (liveTab ? (
            answer && answer.question.list === liveTab.list ? (
              <LivePart
                tab={liveTab}
                answer={answer}
                isTrying={isTrying}
                cluster={cluster}
                onCluster={setCluster}
                onMore={more}
                exportHref={(side) => exportHref('csv', { ...place, view, whatIsTried, side })}
              />
            ) : (
              <Empty>{live.error ? text.whatIf.failed : text.whatIf.loading}</Empty>
            )
          ) : isTrying && answer && answer.question.list === 'shown' ? (
            <LiveList list={answer.list} empty={text.find.empty} onMore={more} />
          ) : (
            <FoundList listing={{ ...place, filter, order }} total={listed.data?.total.all.parcels ?? null} tab={tab} />
          ))}
      </div>
    </div>
  );
}
