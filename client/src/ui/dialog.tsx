import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './dialog.module.css';

type ModalProps = {
  readonly title: string;
  /** While it is busy, Esc does not close it. */
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};
type DialogProps = ModalProps & { readonly onSubmit: () => void };

/** Something over the page that must be answered or left before anything else. Esc leaves it. */
export function Modal({ title, isBusy, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    dialog.current?.showModal();
    // Where it opens, a browser takes the first field, whichever is meant.
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (!isBusy) onClose();
      }}
      // A second Esc closes it whatever the page says.
      onClose={() => (isBusy ? dialog.current?.showModal() : onClose())}
    >
      <div className={styles.body}>
        <h2 id={titleId}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

/** A question over the page. */
export function Dialog({ onSubmit, children, ...modal }: DialogProps) {
  return (
    <Modal {...modal}>
      <form
        className={styles.body}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
    </Modal>
  );
}
