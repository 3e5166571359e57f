import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { whatIfsQuery } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { saveWhatIf } from '../../api/what-ifs.ts';
import type { WhatIsTried } from '../../columns/what-is-tried.ts';
import { comparatorSign } from '../../text/format.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Hint } from '../../ui/parts.tsx';
import { Popover } from '../../ui/popover.tsx';
import { filterText } from '../../url/filter.ts';
import { useView } from '../../url/view.ts';
import { ComparedWhatIfs } from './compared-what-ifs.tsx';
import styles from './saved-what-ifs.module.css';

/** What-ifs that were kept, beside the rule in force; and a name for what is tried now. */
export function SavedWhatIfs({ whatIsTried }: { readonly whatIsTried: WhatIsTried }) {
  const { text, format } = useText();
  const { jurisdiction } = useCurrent();
  const { data } = useQuery(whatIfsQuery(jurisdiction?.code ?? null));
  const mayKeep = useMay()('plan') && whatIsTried.isTrying;
  const { whatIf } = text;
  const saved = data?.items ?? [];
  return (
    <Popover
      className={styles.button}
      face={
        <>
          {mayKeep ? whatIf.save : whatIf.saved}
          {saved.length > 0 && <small>{format.number(saved.length)}</small>}
        </>
      }
      title={whatIf.saved}
      wide="table"
    >
      {mayKeep && <SaveForm whatIsTried={whatIsTried} />}
      {saved.length > 0 || whatIsTried.isTrying ? (
        <ComparedWhatIfs whatIsTried={whatIsTried} saved={saved} />
      ) : (
        <Hint>{whatIf.savedNone}</Hint>
      )}
    </Popover>
  );
}

function SaveForm({ whatIsTried: { rules, tried } }: { readonly whatIsTried: WhatIsTried }) {
  const { text, format } = useText();
  const { view } = useView();
  const { jurisdiction } = useCurrent();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>(null);
  const { whatIf, programme } = text;
  const suggested = rules
    .filter(({ id }) => id in tried)
    .map(
      (rule) =>
        `${programme.indicator[rule.indicator]} ${comparatorSign(rule.comparator)} ${format.decimal(tried[rule.id] ?? 0)}`,
    )
    .join('，');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!jurisdiction) return;
    try {
      const filter = filterText(view) ?? null;
      await saveWhatIf({ jurisdiction: jurisdiction.code, name: name.trim() || suggested, tried, filter });
      setName('');
      setError(null);
      await client.invalidateQueries({ queryKey: ['what-ifs', jurisdiction.code] });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <input
        aria-label={whatIf.saveName}
        placeholder={whatIf.saveAs(suggested)}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button kind="primary" size="small" type="submit">
        {whatIf.save}
      </Button>
      {error !== null && (
        <p className={styles.error} role="alert">
          {explain(text, error)}
        </p>
      )}
    </form>
  );
}
