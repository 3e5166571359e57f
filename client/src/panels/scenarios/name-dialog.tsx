import { useState } from 'react';
import { owner } from '../../api/signed-in.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { nameEditor, theEditor } from './editor.ts';
import { RefusalNote } from './refusal-note.tsx';
import styles from './scenarios.module.css';

type NameDialogProps = {
  readonly title: string;
  readonly name: string;
  /** Asks for a note too, where the scenario is new. */
  readonly withNote?: boolean;
  readonly act: string;
  readonly onDone: (name: string, note: string) => Promise<void>;
  readonly onClose: () => void;
};

/** Asks what a scenario is to be called, and who writes. What is typed stays while the server refuses. */
export function NameDialog({ title, name: suggested, withNote = false, act, onDone, onClose }: NameDialogProps) {
  const { text } = useText();
  const words = text.scenarios;
  const editor = theEditor.use();
  const [name, setName] = useState(suggested);
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    if (name.trim() === '') return;
    setIsBusy(true);
    try {
      await onDone(name.trim(), note.trim());
      onClose();
    } catch (refused) {
      setError(refused);
      setIsBusy(false);
    }
  };
  return (
    <Dialog title={title} isBusy={isBusy} onClose={onClose} onSubmit={() => void submit()}>
      <label className={styles.field}>
        {words.name}
        <input value={name} maxLength={60} required onChange={(event) => setName(event.target.value)} />
      </label>
      {withNote && (
        <label className={styles.field}>
          {words.note}
          <textarea value={note} maxLength={1000} rows={3} onChange={(event) => setNote(event.target.value)} />
        </label>
      )}
      {owner.get() === null && (
        <label className={styles.field}>
          {words.editor}
          <input
            value={editor.name === '未署名' ? '' : editor.name}
            placeholder={words.editorUnnamed}
            maxLength={40}
            onChange={(event) => nameEditor(event.target.value === '' ? '未署名' : event.target.value)}
          />
        </label>
      )}
      <RefusalNote error={error} />
      <footer>
        <Button onClick={onClose} disabled={isBusy}>
          {words.cancel}
        </Button>
        <Button kind="primary" type="submit" disabled={isBusy || name.trim() === ''}>
          {act}
        </Button>
      </footer>
    </Dialog>
  );
}
