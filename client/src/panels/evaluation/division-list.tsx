import { useId, useState } from 'react';
import { DIVISIONS, divisionName } from '../../text/industry.ts';
import { useText } from '../../text/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './fields.module.css';
import { FieldFault } from './number-field.tsx';

type DivisionListProps = {
  readonly label: string;
  readonly divisions: readonly string[];
  readonly onChange: (divisions: string[]) => void;
  readonly fault?: string | undefined;
};

/** Divisions of GB/T 4754, each with its name. Two digits that are typed or chosen add one at once. */
export function DivisionList({ label, divisions, onChange, fault }: DivisionListProps) {
  const { text, language } = useText();
  const { method: words } = text;
  const [typed, setTyped] = useState('');
  const listId = useId();
  const nameOf = (division: string) => `${division} ${divisionName(division, language)}`.trim();
  const take = (next: string) => {
    const [, found] = /^\s*(\d{2})\D*$/.exec(next) ?? [];
    if (found === undefined) {
      setTyped(next.slice(0, 2));
      return;
    }
    setTyped('');
    if (!divisions.includes(found)) onChange([...divisions, found].sort());
  };
  return (
    <fieldset className={styles.divisions} aria-label={label}>
      <span className={styles.label}>{label}</span>
      {divisions.length > 0 && (
        <ul>
          {divisions.map((division) => (
            <li key={division}>
              {nameOf(division)}
              <IconButton
                icon="close"
                size="small"
                label={words.removeDivision(nameOf(division))}
                onClick={() => onChange(divisions.filter((each) => each !== division))}
              />
            </li>
          ))}
        </ul>
      )}
      <input
        className={cx(styles.text, fault !== undefined && styles.bad)}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={words.addDivision}
        aria-invalid={fault !== undefined}
        placeholder={words.addDivision}
        list={listId}
        value={typed}
        onChange={(event) => take(event.target.value)}
        onBlur={() => setTyped('')}
      />
      <datalist id={listId}>
        {DIVISIONS.filter((each) => !divisions.includes(each)).map((each) => (
          <option key={each} value={each}>
            {nameOf(each)}
          </option>
        ))}
      </datalist>
      <FieldFault>{fault}</FieldFault>
    </fieldset>
  );
}
