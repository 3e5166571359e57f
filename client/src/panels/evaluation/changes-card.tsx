import { useMutation } from '@tanstack/react-query';
import type { AGAINST, ClassChanges, PreviewReply } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { type ChangesAsk, changesFile } from '../../api/evaluation.ts';
import { withReason } from '../../shell/export-reason.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/choices.tsx';
import { Empty, ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { saveBytes } from '../../ui/save-bytes.ts';
import { Card } from './card.tsx';
import { ChangeList } from './change-list.tsx';
import styles from './changes.module.css';
import { noPreviewWords } from './method-words.ts';
import { MovementTable } from './movement-table.tsx';
import type { MethodEditor, Preview } from './use-evaluation.ts';

type Against = (typeof AGAINST)[number];
type ChangesCardProps = { readonly preview: Preview; readonly editor: MethodEditor };

/** Who would change class by the draft, and why: against the method in force, or against last year. */
export function ChangesCard({ preview, editor }: ChangesCardProps) {
  const { isDraft, faults } = editor;
  const { text, format } = useText();
  const { evaluation: words } = text;
  const [against, setAgainst] = useState<Against>('published');
  const { data, error, isStale, refetch } = preview;
  const ask = preview.ask && !isStale ? { ...preview.ask, against } : null;
  const changes = data && (against === 'published' ? data.againstPublished : data.againstLastYear);
  const choice = (
    <Segmented
      label={words.changesAgainst}
      value={against}
      choices={(['published', 'last-year'] as const).map((value) => ({ value, label: words.against[value] }))}
      onChoose={setAgainst}
    />
  );
  return (
    <Card title={words.changes} note={data && choice} stale={isStale} className={styles.card}>
      {!isDraft || faults.all.length > 0 ? (
        <Empty>{noPreviewWords({ text, format }, editor)}</Empty>
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
          <div className={styles.count}>
            <p>
              {words.changeCount(
                format.number(changes.better),
                format.number(changes.worse),
                format.number(changes.other),
              )}
            </p>
            {changes.items.length > 0 && <ExportChanges ask={ask} />}
          </div>
          <ChangeList key={JSON.stringify([against, data.revision, ask])} changes={changes} ask={ask} />
        </>
      ) : (
        <Empty>{words.noLastYear}</Empty>
      )}
    </Card>
  );
}

/** All of them as a file, however many the list shows. */
function ExportChanges({ ask }: { readonly ask: ChangesAsk | null }) {
  const { text } = useText();
  const { evaluation: words } = text;
  const save = useMutation({
    mutationFn: async ({ asked, reason }: { asked: ChangesAsk; reason: string | undefined }) =>
      saveBytes(await changesFile(asked, reason), `draft-changes-${asked.jurisdiction}-${asked.year}.csv`, 'text/csv'),
  });
  return (
    <>
      <Button
        kind="text"
        size="small"
        icon="export"
        disabled={ask === null || save.isPending}
        onClick={() => ask && withReason((reason) => save.mutate({ asked: ask, reason }))}
      >
        {save.isPending ? text.common.loading : words.exportChanges}
      </Button>
      {save.error && <ErrorNote message={explain(text, save.error)} retry={text.common.retry} />}
    </>
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
