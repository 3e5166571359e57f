import type { SignInLink } from '@yima-guandi/server/contract';
import { useRef, useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { wholeAddress } from '../../url/leave.ts';
import styles from './users.module.css';

type LinkDialogProps = { readonly link: SignInLink; readonly name: string; readonly onClose: () => void };

/** A one-time link, told this once. */
export function LinkDialog({ link, name, onClose }: LinkDialogProps) {
  const { text, format } = useText();
  const words = text.access.users;
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(wholeAddress(link.path));
      setCopied(true);
    } catch {
      // Without TLS a browser gives no clipboard: the link is marked for copying by hand.
      field.current?.select();
      setCopied(false);
    }
  };
  return (
    <Dialog title={words.linkTitle(name)} isBusy={false} onClose={onClose} onSubmit={onClose}>
      <p>{words.linkNote}</p>
      <div className={styles.link}>
        <input
          ref={field}
          readOnly
          aria-label={words.linkField}
          value={wholeAddress(link.path)}
          onFocus={({ target }) => target.select()}
        />
        <Button icon="link" onClick={() => void copy()}>
          {copied ? words.copied : words.copy}
        </Button>
      </div>
      <p className={styles.small}>{words.expires(format.time(link.expiresAt))}</p>
      <p className={styles.small} role="status">
        {copied === false && words.copyFailed}
      </p>
      <footer>
        <Button kind="primary" type="submit">
          {words.done}
        </Button>
      </footer>
    </Dialog>
  );
}
