import { useQuery } from '@tanstack/react-query';
import type { EvaluationReply, TierEvaluation } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { templatesQuery } from '../../api/evaluation.ts';
import { explain, inLanguage, useText } from '../../text/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Segmented, Select } from '../../ui/choices.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PanelHead } from '../../ui/panel.tsx';
import { ErrorNote, Tag } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import styles from './method.module.css';
import { MethodCuts } from './method-cuts.tsx';
import { MethodExtras } from './method-extras.tsx';
import { MethodGroups } from './method-groups.tsx';
import { MethodItems } from './method-items.tsx';
import { MethodNote } from './method-note.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import type { MethodEditor, Preview } from './use-evaluation.ts';

type MethodPanelProps = {
  readonly reply: EvaluationReply;
  readonly tier: TierEvaluation;
  readonly editor: MethodEditor;
  readonly preview: Preview;
};

/** The method of a tier: what holds, and the draft that may follow it. */
export function MethodPanel({ reply, tier, editor, preview }: MethodPanelProps) {
  const { evaluation: words } = useText().text;
  const [isPublishing, setPublishing] = useState(false);
  const [published, setPublished] = useState<number | null>(null);
  const { isDraft, isClosed, faults } = editor;
  const place = { jurisdiction: reply.jurisdiction, year: reply.year };
  return (
    <>
      <PanelHead
        title={
          <>
            {words.title} <VersionTag method={tier.method} editor={editor} closedAt={reply.closedAt} />
          </>
        }
      >
        {!isClosed && <Steps editor={editor} />}
        {!isClosed && (
          <Button
            kind="primary"
            size="small"
            disabled={!isDraft || faults.all.length > 0}
            title={isDraft ? undefined : words.unchanged(words.version(tier.method.version))}
            onClick={() => setPublishing(true)}
          >
            {words.publish}
          </Button>
        )}
      </PanelHead>
      <div className={styles.body}>
        <Notices reply={reply} tier={tier} editor={editor} preview={preview} published={published} />
        <TierAndTemplate reply={reply} tier={tier} editor={editor} />
        <MethodItems editor={editor} baselines={preview.data?.baselines ?? tier.baselines} />
        <MethodCuts editor={editor} distribution={isDraft ? preview.data?.distribution : tier.distribution} />
        <MethodExtras editor={editor} />
        <MethodGroups editor={editor} />
        <MethodNote editor={editor} />
      </div>
      {isPublishing && (
        <PublishDialog
          place={place}
          tier={tier}
          editor={editor}
          preview={preview}
          onClose={() => setPublishing(false)}
          onPublished={(newest) => {
            setPublishing(false);
            setPublished(newest);
            editor.drop();
          }}
        />
      )}
    </>
  );
}

type VersionTagProps = {
  readonly method: TierEvaluation['method'];
  readonly editor: MethodEditor;
  readonly closedAt: string | null;
};

/** The version in force, or the one that the draft would become; with a lock where the year is closed. */
function VersionTag({ method: { version, origin, note }, editor, closedAt }: VersionTagProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  if (closedAt !== null)
    return (
      <Tag title={words.closed(format.dayOf(closedAt))}>
        <Icon name="lock" size={14} /> {words.version(version)} {words.closedBrief}
      </Tag>
    );
  return editor.isDraft ? (
    <Tag tone="primary">{words.draftOf(version + 1)}</Tag>
  ) : (
    <Tag title={origin === 'starting' ? words.starting : (note ?? '')}>{words.version(version)}</Tag>
  );
}

function Steps({ editor: { undo, redo, reset, isDraft } }: { readonly editor: MethodEditor }) {
  const { evaluation: words } = useText().text;
  return (
    <>
      <IconButton icon="undo" size="small" label={words.undo} disabled={!undo} onClick={() => undo?.()} />
      <IconButton icon="redo" size="small" label={words.redo} disabled={!redo} onClick={() => redo?.()} />
      <IconButton icon="close" size="small" label={words.reset} disabled={!isDraft} onClick={reset} />
    </>
  );
}

type NoticesProps = Pick<MethodPanelProps, 'reply' | 'tier' | 'editor' | 'preview'> & {
  readonly published: number | null;
};

/** What stands in the way, and what has just been done. */
function Notices({ reply, tier, editor, preview, published }: NoticesProps) {
  const { text, format, language } = useText();
  const { evaluation: words } = text;
  const { faults, isDraft } = editor;
  const isBackAgain = !isDraft && editor.undo !== null;
  return (
    <>
      {reply.closedAt !== null && <p className={styles.notice}>{words.closed(format.dayOf(reply.closedAt))}</p>}
      {isDraft && faults.all.length > 0 && (
        <p className={styles.notice} role="status" data-tone="warn">
          {words.cannotPublish(format.number(faults.all.length))}
        </p>
      )}
      {preview.error && (
        <ErrorNote
          message={`${words.previewFailed} · ${explain(text, preview.error)} ${inLanguage(preview.error.message, language)}`}
          retry={text.common.retry}
          onRetry={() => void preview.refetch()}
        />
      )}
      {isBackAgain && (
        <p className={styles.notice} role="status">
          {words.unchanged(words.version(tier.method.version))}
        </p>
      )}
      {published !== null && !isDraft && (
        <p className={styles.notice} role="status" data-tone="ok">
          {words.published(words.version(published))}
        </p>
      )}
    </>
  );
}

function TierAndTemplate({ reply, tier, editor }: Pick<MethodPanelProps, 'reply' | 'tier' | 'editor'>) {
  const { text } = useText();
  const { evaluation: words, programme } = text;
  const { setView } = useView();
  const { data } = useQuery({ ...templatesQuery(), enabled: !editor.isClosed });
  const templates = (data?.items ?? []).filter((each) => each.tier === tier.tier);
  return (
    <div className={styles.tier}>
      <Segmented
        label={words.tierLabel}
        value={tier.tier}
        choices={reply.tiers.map((each) => ({ value: each.tier, label: programme.tier[each.tier] }))}
        onChoose={(chosen) => void setView({ tier: chosen, firm: null, grade: null })}
      />
      {!editor.isClosed && templates.length > 0 && (
        <span title={words.templateHint}>
          <Select
            look="small"
            label={words.template}
            value=""
            options={[
              { value: '', label: words.fromTemplate },
              ...templates.map(({ id, definition }) => ({ value: id, label: definition.name })),
            ]}
            onChoose={(id) => {
              const chosen = templates.find((each) => each.id === id);
              if (chosen) editor.change(`template ${id}`, chosen.definition);
            }}
          />
        </span>
      )}
    </div>
  );
}
