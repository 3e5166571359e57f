import type { SearchHit } from '@yima-guandi/server/contract';
import { Fragment, useEffect, useRef } from 'react';
import { useText } from '../text/use-text.ts';
import styles from './search-box.module.css';

type HitListProps = {
  readonly id: string;
  readonly isShown: boolean;
  readonly hits: readonly SearchHit[];
  readonly active: number;
  readonly note: string | null;
  readonly onActive: (index: number) => void;
  readonly onChoose: (hit: SearchHit) => void;
};

/** The hits under the search field, grouped by kind. The field keeps the focus; the active row is told by its id. */
export function HitList({ id, isShown, hits, active, note, onActive, onChoose }: HitListProps) {
  const { text } = useText();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelectorAll('[role=option]')[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const hasContent = isShown && (hits.length > 0 || note !== null);
  return (
    // The field would lose the focus to a press on the list, and the list would close before the click.
    <div
      ref={list}
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={text.search.label}
      className={styles.list}
      hidden={!hasContent}
      onMouseDown={(event) => event.preventDefault()}
    >
      {hits.map((hit, index) => (
        <Fragment key={`${hit.kind}-${hit.parcelCode}-${hit.label}-${hit.detail}`}>
          {hit.kind !== hits[index - 1]?.kind && (
            <div className={styles.group} role="presentation">
              {text.search.kinds[hit.kind]}
            </div>
          )}
          <div
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.hit}
            onMouseMove={() => onActive(index)}
            onClick={() => onChoose(hit)}
            onKeyDown={() => undefined}
          >
            {hit.label}
            <small>{hit.detail}</small>
          </div>
        </Fragment>
      ))}
      {note !== null && hits.length === 0 && (
        <div className={styles.note} role="option" aria-selected={false} aria-disabled="true" tabIndex={-1}>
          {note}
        </div>
      )}
    </div>
  );
}
