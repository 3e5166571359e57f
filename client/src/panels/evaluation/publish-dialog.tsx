import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TierEvaluation } from '@yima-guandi/server/contract';
import { useEffect, useState } from 'react';
import { publishMethod, type YearOfPlace } from '../../api/evaluation.ts';
import { RequestError } from '../../api/request.ts';
import { explain, inLanguage, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import { differences } from './method-difference.ts';
import { FieldFault } from './number-field.tsx';
import styles from './publish.module.css';
import type { MethodEditor, Preview } from './use-evaluation.ts';

type PublishDialogProps = {
  readonly place: YearOfPlace;
  readonly tier: TierEvaluation;
  readonly editor: MethodEditor;
  readonly preview: Preview;
  readonly onClose: () => void;
  readonly onPublished: (version: number) => void;
};

/** The last look before a method holds: which version, which year, what changes, and why. */
export function PublishDialog({ place, tier, editor, preview, onClose, onPublished }: PublishDialogProps) {
  const { text, language } = useText();
  const { evaluation: words, programme } = text;
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [isAsked, setAsked] = useState(false);
  const publish = useMutation({
    mutationFn: () => publishMethod({ ...place, tier: tier.tier, definition: editor.method, note: note.trim() }),
    onSuccess: async ({ version }) => {
      await client.invalidateQueries();
      onPublished(version);
    },
  });
  const version = words.version(tier.method.version + 1);
  const lacksNote = note.trim() === '';
  const submit = () => {
    setAsked(true);
    if (!lacksNote && !publish.isPending) publish.mutate();
  };
  const { error } = publish;
  const detail = error instanceof RequestError && error.kind !== 'internal' ? inLanguage(error.message, language) : '';
  return (
    <Dialog title={words.publishTitle(version)} isBusy={publish.isPending} onClose={onClose} onSubmit={submit}>
      <p>{words.publishWhat(programme.tier[tier.tier], place.year, version)}</p>
      <ul className={styles.differences} aria-label={words.whatChanges}>
        {differences(text, editor.published, editor.method).map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <Effect preview={preview} />
      <label className={styles.note}>
        <span>{words.publishNote}</span>
        <textarea
          rows={3}
          maxLength={1000}
          value={note}
          placeholder={words.publishNoteHint}
          aria-invalid={isAsked && lacksNote}
          disabled={publish.isPending}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {isAsked && lacksNote && <FieldFault>{words.publishNoteMissing}</FieldFault>}
      {error && (
        <ErrorNote
          message={[words.publishFailed, explain(text, error), detail].filter((each) => each !== '').join(' · ')}
          retry={text.common.retry}
        />
      )}
      {publish.isPending && <Progress />}
      <footer>
        <Button onClick={onClose} disabled={publish.isPending}>
          {words.cancel}
        </Button>
        <Button kind="primary" type="submit" disabled={publish.isPending || preview.isStale}>
          {words.publishAct(version, place.year)}
        </Button>
      </footer>
    </Dialog>
  );
}

function Effect({ preview: { data } }: { readonly preview: Preview }) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  if (!data) return <p className={styles.effect}>{text.common.loading}</p>;
  const { better, worse, other } = data.againstPublished;
  const print = (value: number) => format.number(value);
  return (
    <p className={styles.effect}>
      {better + worse + other === 0
        ? words.publishNone
        : words.publishChange(print(better), print(worse), print(other))}
    </p>
  );
}

/** How long it has been under way: the server evaluates anew before it answers. */
function Progress() {
  const { text, format } = useText();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((since) => since + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className={styles.progress} role="status">
      <span aria-hidden="true" />
      {text.evaluation.publishing(format.number(seconds))}
    </div>
  );
}
