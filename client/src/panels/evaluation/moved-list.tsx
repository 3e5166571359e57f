import { useInfiniteQuery } from '@tanstack/react-query';
import type { MovedEnterprise } from '@yima-guandi/server/contract';
import { useCallback, useMemo } from 'react';
import { useCurrent } from '../../api/current.ts';
import { movedQuery, type YearOfPlace } from '../../api/evaluation.ts';
import { explain, useText } from '../../text/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Explain } from '../../ui/explain.tsx';
import { Empty, ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import { Card } from './card.tsx';
import { readCell } from './movement.ts';
import { startYear } from './movement-card.tsx';
import { nameOf } from './movement-table.tsx';
import styles from './ranked.module.css';

const ROW = 44;

/** The enterprises of the open cell of the movement, one by one. */
export function MovedList({ place }: { readonly place: YearOfPlace }) {
  const { text } = useText();
  const { evaluation: words } = text;
  const { view, setView } = useView();
  const { jurisdiction } = useCurrent();
  const from = startYear(jurisdiction?.years ?? [], place.year, view.since);
  const cell = readCell(view.cell);
  const ask =
    from !== null && cell
      ? { jurisdiction: place.jurisdiction, from, to: place.year, fromClass: cell.from, toClass: cell.to }
      : null;
  const { data, error, refetch, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    movedQuery(ask),
  );
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (!cell || !ask)
    return (
      <Card title={words.list}>
        <Empty>{words.chooseCell}</Empty>
      </Card>
    );
  const title = words.cellTitle(
    nameOf(cell.from, words.unrated, words.absentFrom),
    nameOf(cell.to, words.unrated, words.absentTo),
  );
  return (
    <Card
      title={title}
      className={styles.card}
      note={
        <IconButton icon="close" size="small" label={text.common.close} onClick={() => void setView({ cell: null })} />
      }
    >
      {error && items.length === 0 ? (
        <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton height={320} />
      ) : items.length === 0 ? (
        <Empty>{words.noFirms}</Empty>
      ) : (
        <>
          <div className={styles.movedHead}>
            <span>{words.parts.enterprises}</span>
            <span>
              {words.used} {text.common.units.mu} <Explain of="movementMu" />
            </span>
            <span>
              {ask.from} → {ask.to}
            </span>
          </div>
          <VirtualList
            label={title}
            items={items}
            rowHeight={ROW}
            keyOf={(item) => item.creditCode}
            row={(item) => <MovedRow item={item} />}
            current={-1}
            onNearEnd={more}
          />
        </>
      )}
    </Card>
  );
}

function MovedRow({ item }: { readonly item: MovedEnterprise }) {
  const { format } = useText();
  return (
    <ViewLink className={styles.moved} patch={{ part: 'enterprises', firm: item.creditCode }}>
      <span className={styles.firm}>
        <span lang="zh-CN">{item.name}</span>
        <small>{item.creditCode}</small>
      </span>
      <span>{format.muExact(item.muHundredths)}</span>
      <span>
        {format.number(item.scoreFrom, 2)} → <b>{format.number(item.scoreTo, 2)}</b>
      </span>
    </ViewLink>
  );
}
