import { useQuery } from '@tanstack/react-query';
import type { Jurisdiction, SignedIn } from '@yima-guandi/server/contract';
import { jurisdictionsQuery } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';
import { Segmented } from '../../ui/choices.tsx';
import styles from './users.module.css';

type Scope = SignedIn['scope'];
type Places = NonNullable<Scope>;
type ScopeChoiceProps = { readonly scope: Scope; readonly onChange: (scope: Scope) => void };

/** What somebody sees: everything, or jurisdictions, each whole or by its towns. */
export function ScopeChoice({ scope, onChange }: ScopeChoiceProps) {
  const { text } = useText();
  const words = text.access.scope;
  const { data } = useQuery(jurisdictionsQuery());
  return (
    <fieldset className={styles.scope}>
      <legend>{text.access.users.scope}</legend>
      <Segmented
        label={text.access.users.scope}
        value={scope === null ? 'all' : 'some'}
        choices={[
          { value: 'all', label: words.all },
          { value: 'some', label: words.some },
        ]}
        onChoose={(kind) => onChange(kind === 'all' ? null : (scope ?? []))}
      />
      {scope !== null &&
        data?.items.map((place) => <PlaceChoice key={place.code} place={place} places={scope} onChange={onChange} />)}
      {scope?.length === 0 && <small className={styles.caution}>{words.none}</small>}
    </fieldset>
  );
}

type PlaceChoiceProps = {
  readonly place: Jurisdiction;
  readonly places: Places;
  readonly onChange: (scope: Scope) => void;
};

function PlaceChoice({ place, places, onChange }: PlaceChoiceProps) {
  const { text, language } = useText();
  const words = text.access.scope;
  const chosen = places.find(({ jurisdiction }) => jurisdiction === place.code);
  const put = (towns: readonly string[] | null | undefined) => {
    const others = places.filter(({ jurisdiction }) => jurisdiction !== place.code);
    if (towns === undefined) onChange(others);
    else onChange([...others, { jurisdiction: place.code, towns: towns && [...towns] }]);
  };
  const name = language === 'zh' ? place.name : place.nameEn;
  const towns = chosen?.towns ?? null;
  return (
    <div className={styles.place}>
      <label>
        <input
          type="checkbox"
          checked={chosen !== undefined}
          onChange={({ target }) => put(target.checked ? null : undefined)}
        />
        {name}
      </label>
      {chosen && place.towns.length > 0 && (
        <Segmented
          label={name}
          value={towns === null ? 'whole' : 'towns'}
          choices={[
            { value: 'whole', label: words.wholePlace },
            { value: 'towns', label: words.someTowns },
          ]}
          onChoose={(kind) => put(kind === 'whole' ? null : (towns ?? []))}
        />
      )}
      {towns !== null && (
        <>
          <ul className={styles.towns}>
            {place.towns.map((town) => (
              <li key={town.code}>
                <label lang="zh-CN">
                  <input
                    type="checkbox"
                    checked={towns.includes(town.code)}
                    onChange={({ target }) =>
                      put(target.checked ? [...towns, town.code] : towns.filter((code) => code !== town.code))
                    }
                  />
                  {town.name}
                </label>
              </li>
            ))}
          </ul>
          <small>{words.chosen(towns.length, place.towns.length)}</small>
        </>
      )}
    </div>
  );
}

/** A jurisdiction of which no town was chosen is not seen. */
export const settledScope = (scope: Scope): Scope =>
  scope === null ? null : scope.filter(({ towns }) => towns === null || towns.length > 0);
