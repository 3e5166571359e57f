import { useInfiniteQuery } from '@tanstack/react-query';
import type { RankedEnterprise, TierEvaluation } from '@yima-guandi/server/contract';
import { useCallback, useMemo, useState } from 'react';
import { rankedQuery, type YearOfPlace } from '../../api/evaluation.ts';
import { useSettled } from '../../search/use-settled.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Segmented } from '../../ui/choices.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ClassChip, Empty, ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { UNRATED, useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import { Card } from './card.tsx';
import { NOT_RATED } from './movement.ts';
import styles from './ranked.module.css';

const ROW = 44;

type RankedListProps = { readonly place: YearOfPlace; readonly tier: TierEvaluation };

/** The enterprises of a tier by rank. The search waits for the end of a Chinese composition. */
export function RankedList({ place, tier }: RankedListProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const { view, setView } = useView();
  const [isComposing, setComposing] = useState(false);
  const [typed, setTyped] = useState(view.q);
  const q = useSettled(typed.trim(), isComposing);
  const grade = view.grade;
  const ask = useMemo(
    () => ({
      ...place,
      tier: tier.tier,
      class: grade === null ? undefined : grade === UNRATED ? NOT_RATED : grade,
      q: q === '' ? undefined : q,
    }),
    [place, tier.tier, grade, q],
  );
  const { data, error, refetch, isPlaceholderData, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(rankedQuery(ask));
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const classes = tier.distribution.classes;
  return (
    <Card title={words.list} note={words.firms(format.number(tier.distribution.enterprises))} className={styles.card}>
      <div className={styles.tools}>
        <span className={styles.search}>
          <Icon name="find" size={14} />
          <input
            type="search"
            aria-label={words.searchFirms}
            placeholder={words.searchFirms}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              if (!(event.nativeEvent as InputEvent).isComposing) void setView({ q: event.target.value.trim() });
            }}
            onCompositionStart={() => setComposing(true)}
            onCompositionEnd={(event) => {
              setComposing(false);
              void setView({ q: event.currentTarget.value.trim() });
            }}
          />
        </span>
        <Segmented
          className={styles.grades}
          label={text.map.legendClass}
          value={grade ?? ''}
          choices={[
            { value: '', label: words.allClasses },
            ...classes.map(({ class: name, enterprises }) => ({
              value: name ?? UNRATED,
              label: (
                <>
                  {name ?? words.unrated} <small>{format.number(enterprises)}</small>
                </>
              ),
            })),
          ]}
          onChoose={(chosen) => void setView({ grade: chosen === '' ? null : chosen })}
        />
      </div>
      {error && items.length === 0 ? (
        <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={() => void refetch()} />
      ) : isPending ? (
        <div className={styles.wait}>
          {[0, 1, 2, 3, 4, 5, 6, 7].map((row) => (
            <Skeleton key={row} height={28} />
          ))}
        </div>
      ) : items.length === 0 ? (
        <Empty>{q === '' && grade === null ? words.noFirmsHint : words.noFirms}</Empty>
      ) : (
        <>
          <div className={styles.head} aria-hidden="true">
            <span>{words.rank}</span>
            <span>{words.parts.enterprises}</span>
            <span>
              {words.used} {text.common.units.mu}
            </span>
            <span>{words.score}</span>
          </div>
          <VirtualList
            label={words.list}
            items={items}
            rowHeight={ROW}
            keyOf={(item) => item.creditCode}
            row={(item) => <RankedRow item={item} isCurrent={item.creditCode === view.firm} />}
            current={items.findIndex((item) => item.creditCode === view.firm)}
            onNearEnd={more}
            stale={isPlaceholderData}
          />
        </>
      )}
    </Card>
  );
}

/** Rank, class, name, land and score; opens the explanation of the score. */
function RankedRow({ item, isCurrent }: { readonly item: RankedEnterprise; readonly isCurrent: boolean }) {
  const { format } = useText();
  return (
    <ViewLink
      className={styles.row}
      patch={{ part: 'enterprises', firm: item.creditCode }}
      aria-current={isCurrent ? 'true' : undefined}
    >
      <span className={styles.rank}>{item.rank === null ? '–' : format.number(item.rank)}</span>
      <ClassChip value={item.class} />
      <span className={styles.firm}>
        <span lang="zh-CN">{item.name}</span>
        <small>{[item.creditCode, item.group].filter((each) => each !== null).join(' · ')}</small>
      </span>
      <span>{format.muExact(item.usedMuHundredths)}</span>
      <b>{format.number(item.score, 2)}</b>
    </ViewLink>
  );
}
