import { useInfiniteQuery } from '@tanstack/react-query';
import type { ParcelSummary } from '@yima-guandi/server/contract';
import { useCallback } from 'react';
import { type ParcelListing, parcelsQuery } from '../../api/queries.ts';
import { groupCode } from '../../text/format.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { NO_FILTER } from '../../url/filter-view.ts';
import { useView } from '../../url/view.ts';
import type { ListTab } from './found-filter.ts';
import styles from './found-list.module.css';
import { ParcelRow, ROW_PX, type RowOfParcel } from './parcel-row.tsx';

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
    return (
      <Empty
        action={
          <Button size="small" onClick={() => void setView({ ...NO_FILTER, tab: null })}>
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
      row={(parcel) => <ParcelRow parcel={rowOf(parcel)} />}
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

/** A parcel as its row says it. */
const rowOf = (parcel: ParcelSummary): RowOfParcel => ({
  ...parcel,
  name: parcel.name ?? groupCode(parcel.code),
  place: [parcel.townName, parcel.parkName].filter((part) => part !== null).join(' · '),
});

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
