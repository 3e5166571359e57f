import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { cx } from './cx.ts';
import styles from './popover.module.css';

type PopoverProps = {
  /** What the button is called where its face has no words. */
  readonly label?: string;
  readonly face: ReactNode;
  readonly className?: string | undefined;
  /** What the opened part is called. */
  readonly title: string;
  /** `table`: as wide as a table of figures. */
  readonly wide?: boolean | 'table';
  readonly children: ReactNode;
};

const GAP = 6;
const MARGIN = 8;

/** Below its button, or above it where there is no room; always inside the window. */
function place(button: HTMLElement, card: HTMLElement): void {
  const from = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = Math.min(from.left, window.innerWidth - width - MARGIN);
  const below = from.bottom + GAP;
  const top = below + height + MARGIN > window.innerHeight ? from.top - GAP - height : below;
  card.style.left = `${Math.max(MARGIN, left)}px`;
  card.style.top = `${Math.max(MARGIN, top)}px`;
}

/** A button that opens a small card over everything else: by mouse, touch or keyboard. Esc, a click elsewhere and scrolling close it. */
export function Popover({ label, face, className, title, wide = false, children }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  useLayoutEffect(() => {
    if (isOpen && button.current && card.current) place(button.current, card.current);
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen) return;
    const close = () => card.current?.hidePopover();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // Taken here, so that the same key does not also close what lies below.
      event.preventDefault();
      close();
      button.current?.focus();
    };
    const onScroll = (event: Event) => !card.current?.contains(event.target as Node) && close();
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('scroll', onScroll, true);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('scroll', onScroll, true);
    };
  }, [isOpen]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={id}
        popoverTarget={id}
        // Many buttons stand in links or rows that lead elsewhere.
        onClick={(event) => event.stopPropagation()}
      >
        {face}
      </button>
      <div
        ref={card}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={title}
        className={cx(styles.card, wide && styles.wide, wide === 'table' && styles.table)}
        onToggle={(event) => setIsOpen(event.newState === 'open')}
      >
        {isOpen && children}
      </div>
    </>
  );
}
