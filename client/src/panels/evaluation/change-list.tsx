import { useInfiniteQuery } from '@tanstack/react-query';
import type { ClassChange, ClassChanges } from '@yima-guandi/server/contract';
import { useCallback, useMemo, useState } from 'react';
import { type ChangesAsk, changesQuery } from '../../api/evaluation.ts';
import { explain, useText } from '../../text/use-text.ts';
import { ClassChip, Empty, ErrorNote } from '../../ui/parts.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import styles from './changes.module.css';

const ROW = 52;

type ChangeListProps = {
  readonly changes: ClassChanges;
  /** What the changes are of; null: what is shown is of an earlier step, and has no pages after the first. */
  readonly ask: ChangesAsk | null;
};

/** Those that change class, the farthest first: the first come with the preview, the others as the list is scrolled. */
export function ChangeList({ changes, ask }: ChangeListProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const [isBeyond, setBeyond] = useState(false);
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    changesQuery(isBeyond ? ask : null, changes.next),
  );
  const items = useMemo(
    () => [...changes.items, ...(data?.pages.flatMap((page) => page.items) ?? [])],
    [changes, data],
  );
  const more = useCallback(() => {
    if (!isBeyond) setBeyond(changes.next !== null);
    else if (hasNextPage && !isFetching) void fetchNextPage();
  }, [isBeyond, changes.next, hasNextPage, isFetching, fetchNextPage]);
  const all = changes.better + changes.worse + changes.other;
  if (items.length === 0) return <Empty>{words.noChanges}</Empty>;
  return (
    <>
      <VirtualList
        label={words.changes}
        items={items}
        rowHeight={ROW}
        keyOf={(item) => item.creditCode}
        row={(item) => <ChangeRow item={item} />}
        current={-1}
        onNearEnd={more}
      />
      {error && <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={() => void refetch()} />}
      {items.length < all && (
        <p className={styles.foot} aria-live="polite">
          {words.shownOf(format.number(items.length), format.number(all))}
        </p>
      )}
    </>
  );
}

/** One enterprise that moves: from which class to which, by which item. Opens its explanation. */
function ChangeRow({ item }: { readonly item: ClassChange }) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const { view } = useView();
  const { because } = item;
  const why =
    because !== null
      ? words.because(
          words.indicators[because.indicator],
          format.number(because.pointsFrom, 2),
          format.number(because.pointsTo, 2),
        )
      : item.from === null || item.to === null
        ? words.noBecause
        : words.rankOnly;
  return (
    <ViewLink
      className={styles.row}
      patch={{ firm: item.creditCode }}
      aria-current={view.firm === item.creditCode ? 'true' : undefined}
    >
      <ClassChip value={item.from} />
      <span aria-hidden="true">→</span>
      <ClassChip value={item.to} />
      <span className={styles.firm}>
        <span lang="zh-CN">{item.name}</span>
        <small title={why}>{why}</small>
      </span>
      <span className={styles.scores}>
        {format.number(item.scoreFrom, 2)}
        <b>{format.number(item.scoreTo, 2)}</b>
      </span>
    </ViewLink>
  );
}
