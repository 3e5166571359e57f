import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { cx } from './cx.ts';
import styles from './virtual-list.module.css';

/** Rows drawn beyond the visible ones, so that a fast scroll shows no gap. */
const OVERSCAN = 8;
/** Rows before the end of what is loaded at which more is asked for. */
const AHEAD = 20;

type VirtualListProps<Item> = {
  readonly label: string;
  readonly items: readonly Item[];
  readonly rowHeight: number;
  readonly keyOf: (item: Item) => string | number;
  readonly row: (item: Item, index: number) => ReactNode;
  /** Scrolled into view when it changes; -1: none. */
  readonly current: number;
  readonly onNearEnd: () => void;
  readonly stale?: boolean;
  readonly footer?: ReactNode;
};

/** A long list of rows of one height: only those in sight are in the page. Up and Down move between the rows' links. */
export function VirtualList<Item>({
  label,
  items,
  rowHeight,
  keyOf,
  row,
  current,
  onNearEnd,
  stale = false,
  footer,
}: VirtualListProps<Item>) {
  const box = useRef<HTMLElement>(null);
  const [range, setRange] = useState({ from: 0, to: 40 });
  const measure = () => {
    const element = box.current;
    if (!element) return;
    const from = Math.max(0, Math.floor(element.scrollTop / rowHeight) - OVERSCAN);
    const to = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + OVERSCAN;
    setRange((known) => (known.from === from && known.to === to ? known : { from, to }));
  };
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  });
  useEffect(() => {
    if (items.length > 0 && range.to + AHEAD >= items.length) onNearEnd();
  }, [range, items.length, onNearEnd]);
  useEffect(() => {
    const element = box.current;
    if (!element || current < 0) return;
    const top = current * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight;
  }, [current, rowHeight]);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a, button')];
    const next = links[links.indexOf(event.target as HTMLElement) + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    next.focus();
  };
  const shown = items.slice(range.from, range.to);
  return (
    <section
      ref={box}
      className={cx(styles.box, stale && styles.stale)}
      onScroll={measure}
      onKeyDown={move}
      aria-label={label}
      aria-busy={stale}
    >
      <ul style={{ paddingTop: range.from * rowHeight, height: items.length * rowHeight }}>
        {shown.map((item, index) => (
          <li
            key={keyOf(item)}
            style={{ height: rowHeight }}
            aria-setsize={items.length}
            aria-posinset={range.from + index + 1}
          >
            {row(item, range.from + index)}
          </li>
        ))}
      </ul>
      {footer}
    </section>
  );
}
