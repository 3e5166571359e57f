import { useQuery } from '@tanstack/react-query';
import type { SearchHit } from '@yima-guandi/server/contract';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useCurrent } from '../api/current.ts';
import { searchQuery } from '../api/queries.ts';
import { explain, useText } from '../text/use-text.ts';
import { Icon } from '../ui/icon.tsx';
import { groupHits } from './group-hits.ts';
import { HitList } from './hit-list.tsx';
import { useOpenHit } from './open-hit.ts';
import styles from './search-box.module.css';
import { useSettled } from './use-settled.ts';

function useShortcut(onShortcut: () => void): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      onShortcut();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onShortcut]);
}

/** Finds parcels, enterprises, towns and parks. It waits for the end of a Chinese composition before it asks. */
export function SearchBox() {
  const { text } = useText();
  const { jurisdiction } = useCurrent();
  const [typed, setTyped] = useState('');
  const [isComposing, setComposing] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const openHit = useOpenHit();
  const asked = useSettled(typed.trim(), isComposing);
  const { data, error, isFetching } = useQuery(searchQuery(asked, jurisdiction?.code ?? null));
  const hits = asked === '' ? [] : groupHits(data?.items ?? []);
  const at = Math.min(active, Math.max(0, hits.length - 1));

  useShortcut(() => {
    input.current?.focus();
    input.current?.select();
    setOpen(true);
  });
  const close = () => {
    setOpen(false);
    input.current?.blur();
  };
  const choose = (hit: SearchHit) => {
    close();
    setTyped('');
    openHit(hit);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = hits[at];
    if (event.key === 'ArrowDown' && hits.length > 0) setActive((at + 1) % hits.length);
    else if (event.key === 'ArrowUp' && hits.length > 0) setActive((at - 1 + hits.length) % hits.length);
    else if (event.key === 'Enter' && chosen) choose(chosen);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  const isShown = isOpen && typed.trim() !== '';
  const note = error
    ? explain(text, error)
    : hits.length === 0 && !isFetching && asked !== ''
      ? text.search.none(asked)
      : null;
  return (
    <search className={styles.search}>
      <div className={styles.field}>
        <Icon name="find" size={14} />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={text.search.label}
          aria-expanded={isShown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isShown && hits.length > 0 ? `${listId}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={text.search.placeholder}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
            setOpen(true);
          }}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKey}
        />
        <kbd>Ctrl K</kbd>
      </div>
      <HitList
        id={listId}
        isShown={isShown}
        hits={hits}
        active={at}
        note={note}
        onActive={setActive}
        onChoose={choose}
      />
    </search>
  );
}
