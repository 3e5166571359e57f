import type { ClassChange, ClassChanges, PreviewReply } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { explain, useText } from '../../text/use-text.ts';
import { Segmented } from '../../ui/choices.tsx';
import { ClassChip, Empty, ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import { Card } from './card.tsx';
import styles from './changes.module.css';
import { MovementTable } from './movement-table.tsx';
import type { MethodEditor, Preview } from './use-evaluation.ts';

type ChangesCardProps = { readonly preview: Preview; readonly editor: MethodEditor };

/** Who would change class by the draft, and why: against the method in force, or against last year. */
export function ChangesCard({ preview, editor: { isDraft, isClosed, faults } }: ChangesCardProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const [against, setAgainst] = useState<'published' | 'lastYear'>('published');
  const { data, error, isStale, refetch } = preview;
  const changes = data && (against === 'published' ? data.againstPublished : data.againstLastYear);
  const choice = (
    <Segmented
      label={words.changesAgainst}
      value={against}
      choices={(['published', 'lastYear'] as const).map((value) => ({ value, label: words.against[value] }))}
      onChoose={setAgainst}
    />
  );
  return (
    <Card title={words.changes} note={data && choice} stale={isStale} className={styles.card}>
      {!isDraft || faults.all.length > 0 ? (
        <Empty>{isClosed ? words.closedNoDraft : words.noDraft}</Empty>
      ) : error && !data ? (
        <ErrorNote
          message={`${words.previewFailed} · ${explain(text, error)}`}
          retry={text.common.retry}
          onRetry={() => void refetch()}
        />
      ) : !data ? (
        <Skeleton height={320} />
      ) : changes ? (
        <>
          <p className={styles.count}>
            {words.changeCount(
              format.number(changes.better),
              format.number(changes.worse),
              format.number(changes.other),
            )}
          </p>
          <ChangeList changes={changes} />
        </>
      ) : (
        <Empty>{words.noLastYear}</Empty>
      )}
    </Card>
  );
}

function ChangeList({ changes }: { readonly changes: ClassChanges }) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const all = changes.better + changes.worse + changes.other;
  if (changes.items.length === 0) return <Empty>{words.noChanges}</Empty>;
  return (
    <>
      <ul className={styles.list}>
        {changes.items.map((item) => (
          <ChangeRow key={item.creditCode} item={item} />
        ))}
      </ul>
      {changes.items.length < all && (
        <p className={styles.foot}>{words.first200(format.number(changes.items.length))}</p>
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
    <li>
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
          <small>{why}</small>
        </span>
        <span className={styles.scores}>
          {format.number(item.scoreFrom, 2)}
          <b>{format.number(item.scoreTo, 2)}</b>
        </span>
      </ViewLink>
    </li>
  );
}

/** The same changes as a square of classes: rows by the method in force, columns by the draft. */
export function ChangesMatrix({ preview }: { readonly preview: PreviewReply }) {
  const { evaluation: words } = useText().text;
  return (
    <Card title={words.whatChanges}>
      <MovementTable reply={{ cells: withLand(preview.againstPublished), classes: [] }} unit="enterprises" isPlain />
    </Card>
  );
}

const withLand = ({ matrix }: ClassChanges) => matrix.map((cell) => ({ ...cell, muHundredths: 0 }));
