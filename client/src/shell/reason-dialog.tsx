import { useState } from 'react';
import { useText } from '../text/use-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Hint } from '../ui/parts.tsx';
import { asking } from './export-reason.ts';

/** Asks what a file is for. It stands over the whole page, since menus that offer files close when it opens. */
export function ReasonDialog() {
  const goOn = asking.use();
  return goOn && <Question onReason={goOn} />;
}

/** What was said last, so that several files for one purpose ask for no typing. */
let lastReason = '';

function Question({ onReason }: { readonly onReason: (reason: string) => void }) {
  const words = useText().text.audit.reason;
  const [reason, setReason] = useState(lastReason);
  const [isMissing, setIsMissing] = useState(false);
  const close = () => asking.set(null);
  const submit = () => {
    const said = reason.trim();
    if (said === '') return setIsMissing(true);
    lastReason = said;
    close();
    onReason(said);
  };
  return (
    <Dialog title={words.title} isBusy={false} onClose={close} onSubmit={submit}>
      <Hint>{words.intro}</Hint>
      <Field
        label={words.label}
        value={reason}
        maxLength={200}
        hint={words.hint}
        fault={isMissing && reason.trim() === '' ? words.missing : null}
        onChange={setReason}
      />
      <footer>
        <Button onClick={close}>{words.cancel}</Button>
        <Button type="submit" kind="primary">
          {words.act}
        </Button>
      </footer>
    </Dialog>
  );
}
