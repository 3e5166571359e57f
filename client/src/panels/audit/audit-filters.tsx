import { useQuery } from '@tanstack/react-query';
import { ACTED_AS_NAMES, AUDIT_KINDS } from '@yima-guandi/server/contract';
import { useEffect, useState } from 'react';
import { jurisdictionsQuery } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choices.tsx';
import { useAuditView } from '../../url/audit-view.ts';
import styles from './audit.module.css';

const NONE = '';
const QUIET_MS = 300;

/** By what, whom, where, when and which words the record is narrowed. */
export function AuditFilters({
  people,
  isFiltered,
}: {
  readonly people: readonly string[];
  readonly isFiltered: boolean;
}) {
  const { text, language } = useText();
  const words = text.audit;
  const { view, setView } = useAuditView();
  const { data: places } = useQuery(jurisdictionsQuery());
  const nameOf = (person: string) =>
    person in ACTED_AS_NAMES ? words.actedAs[person as keyof typeof ACTED_AS_NAMES] : person;
  // Somebody whom a link names is shown even where no entry does.
  const named = view.who === null || people.includes(view.who) ? people : [view.who, ...people];
  return (
    <search className={styles.filters} aria-label={words.filters}>
      <Select
        label={words.kind}
        value={view.kind ?? NONE}
        options={[
          { value: NONE, label: words.anyKind },
          ...AUDIT_KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] })),
        ]}
        onChoose={(kind) => void setView({ kind: kind === NONE ? null : kind, entry: null })}
      />
      <Select
        label={words.who}
        value={view.who ?? NONE}
        options={[
          { value: NONE, label: words.anyone },
          ...named.map((person) => ({ value: person, label: nameOf(person) })),
        ]}
        onChoose={(who) => void setView({ who: who || null, entry: null })}
      />
      <Select
        label={words.place}
        value={view.at ?? NONE}
        options={[
          { value: NONE, label: words.anyPlace },
          ...(places?.items ?? []).map(({ code, name, nameEn }) => ({
            value: code,
            label: language === 'zh' ? name : nameEn,
          })),
        ]}
        onChoose={(at) => void setView({ at: at || null, entry: null })}
      />
      <span className={styles.days}>
        <DayInput label={words.from} value={view.from} onChange={(from) => void setView({ from, entry: null })} />
        <span aria-hidden="true">{words.till}</span>
        <DayInput label={words.to} value={view.to} onChange={(to) => void setView({ to, entry: null })} />
      </span>
      <WordsInput value={view.find ?? ''} onChange={(find) => void setView({ find: find || null, entry: null })} />
      {isFiltered && (
        <Button
          kind="text"
          onClick={() => void setView({ kind: null, who: null, at: null, from: null, to: null, find: null })}
        >
          {words.clear}
        </Button>
      )}
    </search>
  );
}

type DayInputProps = {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
};
const DayInput = ({ label, value, onChange }: DayInputProps) => (
  <input
    type="date"
    aria-label={label}
    min="1990-01-01"
    max="2999-12-31"
    value={value ?? ''}
    onChange={({ target }) => onChange(target.value || null)}
  />
);

/** Asks when the typing rests. */
function WordsInput({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const words = useText().text.audit;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), QUIET_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <input
      type="search"
      className={styles.words}
      aria-label={words.find}
      placeholder={words.find}
      maxLength={100}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
