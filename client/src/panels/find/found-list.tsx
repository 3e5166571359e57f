import { useInfiniteQuery } from '@tanstack/react-query';
import type { ParcelSummary } from '@yima-guandi/server/contract';
import { useCallback } from 'react';
import { type ParcelListing, parcelsQuery } from '../../api/queries.ts';
import { setHovered, useHovered } from '../../map/hovered.ts';
import { groupCode } from '../../text/format.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { ClassChip, Empty, ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import type { ListTab } from './found-filter.ts';
import styles from './found-list.module.css';

const ROW_PX = 44;
const keyOf = (parcel: ParcelSummary) => parcel.id;

type FoundListProps = { readonly listing: ParcelListing | null; readonly total: number | null; readonly tab: ListTab };

/** The parcels one by one, page after page as they are scrolled to. */
export function FoundList({ listing, total, tab }: FoundListProps) {
  const { text, format } = useText();
  const { view, setView } = useView();
  const { data, error, isPending, isPlaceholderData, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(parcelsQuery(listing));
  const parcels = data?.pages.flatMap((page) => page.items) ?? [];
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (error && !data) {
    return (
      <ErrorNote
        message={`${text.common.notUpdated} · ${explain(text, error)}`}
        retry={text.common.retry}
        onRetry={() => void refetch()}
      />
    );
  }
  if (isPending) return <ListSkeleton />;
  if (parcels.length === 0) {
    const clear = { off: [], finding: null, town: null, park: null, industry: null, tab: null };
    return (
      <Empty
        action={
          <Button size="small" onClick={() => void setView(clear)}>
            {text.find.clear}
          </Button>
        }
      >
        {tab === 'pending' ? text.find.emptyPending : text.find.empty}
      </Empty>
    );
  }
  return (
    <VirtualList
      label={text.find.list}
      items={parcels}
      rowHeight={ROW_PX}
      keyOf={keyOf}
      row={(parcel) => <Row parcel={parcel} isChosen={parcel.code === view.sel} />}
      current={parcels.findIndex((parcel) => parcel.code === view.sel)}
      onNearEnd={more}
      stale={isPlaceholderData}
      footer={
        <p className={styles.count} role="status">
          {isFetchingNextPage
            ? text.find.loadingMore
            : text.find.countLoaded(format.number(parcels.length), format.number(total ?? parcels.length))}
        </p>
      }
    />
  );
}

function Row({ parcel, isChosen }: { readonly parcel: ParcelSummary; readonly isChosen: boolean }) {
  const { text, format } = useText();
  const isHovered = useHovered() === parcel.id;
  const place = [parcel.townName, parcel.parkName].filter((part) => part !== null).join(' · ');
  return (
    <ViewLink
      patch={{ sel: parcel.code }}
      className={cx(styles.row, isChosen && styles.chosen, isHovered && styles.hovered)}
      aria-current={isChosen ? 'true' : undefined}
      onMouseEnter={() => setHovered(parcel.id)}
      onMouseLeave={() => setHovered(null)}
      onFocus={() => setHovered(parcel.id)}
      onBlur={() => setHovered(null)}
    >
      <ClassChip value={parcel.class} />
      <span className={styles.name}>
        <span>{parcel.name ?? groupCode(parcel.code)}</span>
        <small>{place}</small>
      </span>
      {parcel.taxPerMu10kYuan === null ? (
        <span className={styles.unknown}>{text.common.noData}</span>
      ) : (
        <span className={styles.tax}>
          {format.taxPerMu(parcel.taxPerMu10kYuan, 1)} <small>{text.find.perMu}</small>
        </span>
      )}
      <b className={styles.mu}>{format.muExact(parcel.countedMuHundredths)}</b>
    </ViewLink>
  );
}

function ListSkeleton() {
  return (
    <div aria-hidden="true">
      {Array.from({ length: 8 }, (_, index) => index).map((index) => (
        <div key={index} className={styles.row}>
          <Skeleton width={20} height={20} />
          <Skeleton height={28} />
          <Skeleton width={48} />
          <Skeleton width={52} />
        </div>
      ))}
    </div>
  );
}
