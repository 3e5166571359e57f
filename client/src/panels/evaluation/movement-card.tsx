import { useQuery } from '@tanstack/react-query';
import type { TransitionReply } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { transitionsQuery, type YearOfPlace } from '../../api/evaluation.ts';
import { methodVersionWords } from '../../text/method-versions.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Segmented, Select } from '../../ui/choices.tsx';
import { Explain } from '../../ui/explain.tsx';
import { Empty, ErrorNote, Hint, Skeleton } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import { Card } from './card.tsx';
import styles from './movement.module.css';
import { MovementTable } from './movement-table.tsx';

type MovementCardProps = { readonly place: YearOfPlace; readonly isFull?: boolean };

/** The year that movement starts from: of the link, else the one before. Null: there is none before. */
export function startYear(years: readonly number[], year: number, since: number | null): number | null {
  const earlier = years.filter((each) => each < year);
  return since !== null && earlier.includes(since) ? since : (earlier.at(-1) ?? null);
}

/** How enterprises moved between classes: from any earlier year to the year of the page. */
export function MovementCard({ place, isFull = false }: MovementCardProps) {
  const { text } = useText();
  const { evaluation: words } = text;
  const { view, setView } = useView();
  const { jurisdiction } = useCurrent();
  const years = jurisdiction?.years ?? [];
  const from = startYear(years, place.year, view.since);
  const ask = from === null ? null : { jurisdiction: place.jurisdiction, from, to: place.year };
  const { data, error, refetch, isPlaceholderData } = useQuery(transitionsQuery(ask));
  const [unit, setUnit] = useState<'enterprises' | 'mu'>('enterprises');
  const earlier = years.filter((each) => each < place.year);
  const title = from === null ? words.movement : `${words.movement}　${words.movementOf(from, place.year)}`;
  const controls = from !== null && (
    <span className={styles.controls}>
      <span>{words.bothTiers}</span>
      {isFull && (
        <Segmented
          label={words.showBy}
          value={unit}
          choices={[
            { value: 'enterprises', label: words.unitFirms },
            { value: 'mu', label: words.unitMu },
          ]}
          onChoose={setUnit}
        />
      )}
      {earlier.length > 1 && (
        <Select
          look="small"
          label={words.since}
          value={String(from)}
          options={earlier.map((each, index) => ({
            value: String(each),
            label: index === 0 ? words.toDate(each) : words.movementOf(each, place.year),
          }))}
          onChoose={(each) => void setView({ since: Number(each), cell: null })}
        />
      )}
    </span>
  );
  return (
    <Card title={title} explain={<Explain of="movement" />} note={controls} stale={isPlaceholderData}>
      {from === null ? (
        <Empty>{words.noMovement}</Empty>
      ) : error && !data ? (
        <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <MovementTable reply={data} unit={unit} />
          {isFull && <MovementNotes reply={data} />}
        </>
      ) : (
        <Skeleton height={254} />
      )}
    </Card>
  );
}

/** Who went up and down in all, and whether the two years were measured alike. */
function MovementNotes({ reply }: { readonly reply: TransitionReply }) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const { up, down, same } = reply.moves;
  const before = methodVersionWords(text, reply.methodVersions.from);
  const after = methodVersionWords(text, reply.methodVersions.to);
  const count = (name: string, value: number) => `${name} ${words.firms(format.number(value))}`;
  return (
    <>
      <p className={styles.moves}>
        {[count(words.up, up), count(words.down, down), count(words.same, same)].join('　')}
      </p>
      <Hint>{before === after ? words.sameMethod(after) : words.otherMethod(before, after)}</Hint>
    </>
  );
}
