import { useQueryClient } from '@tanstack/react-query';
import type { OffsetEntry } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { correctOffset } from '../../api/constraints.ts';
import { RequestError } from '../../api/request.ts';
import { explainAct, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import { TextField } from './text-field.tsx';

/** Asks why an entry is taken back, and for a reason where that takes the balance below zero. */
export function CorrectDialog({ entry, onClose }: { readonly entry: OffsetEntry; readonly onClose: () => void }) {
  const { text, language } = useText();
  const words = text.constraints;
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [shortReason, setShortReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const isShort = failure instanceof RequestError && failure.kind === 'offset-short';
  const correct = async () => {
    setBusy(true);
    try {
      await correctOffset(entry.id, { note, shortReason });
      void client.invalidateQueries({ queryKey: ['offsets'] });
      onClose();
    } catch (refusal) {
      setFailure(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={words.correctTitle(String(entry.id))}
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={() => {
        if (!isBusy && note.trim() !== '') void correct();
      }}
    >
      <p>{words.correctNote}</p>
      <TextField label={words.correctReason} value={note} onChange={setNote} />
      {isShort && <TextField label={words.shortReason} value={shortReason} onChange={setShortReason} />}
      {failure !== null && <ErrorNote message={explainAct(text, language, failure)} retry={text.common.retry} />}
      <footer>
        <Button onClick={onClose} disabled={isBusy}>
          {words.keep}
        </Button>
        <Button kind="primary" type="submit" disabled={isBusy || note.trim() === ''}>
          {words.correct}
        </Button>
      </footer>
    </Dialog>
  );
}
