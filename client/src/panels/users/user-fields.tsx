import type { NewUser } from '@yima-guandi/server/contract';
import { ROLES } from '@yima-guandi/server/domain';
import { useText } from '../../text/use-text.ts';
import { Field } from '../../ui/field.tsx';
import { ScopeChoice } from './scope-choice.tsx';
import styles from './users.module.css';

export type RoleAndScope = Pick<NewUser, 'displayName' | 'role' | 'scope'>;

type UserFieldsProps = {
  readonly value: RoleAndScope;
  readonly onChange: (value: RoleAndScope) => void;
  readonly shownFault: string | null;
};

/** How a person is called, what the person may do, and what is seen. */
export function UserFields({ value, onChange, shownFault }: UserFieldsProps) {
  const { text } = useText();
  const words = text.access.users;
  return (
    <>
      <Field
        label={words.shown}
        value={value.displayName}
        onChange={(displayName) => onChange({ ...value, displayName })}
        fault={shownFault}
        maxLength={100}
        autoComplete="off"
      />
      <fieldset className={styles.roles}>
        <legend>{words.role}</legend>
        {ROLES.map((role) => (
          <label key={role} className={styles.role}>
            <input
              type="radio"
              name="role"
              checked={value.role === role}
              onChange={() => onChange({ ...value, role })}
            />
            <span>
              {text.access.roles[role].name}
              <small>{text.access.roles[role].may}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <ScopeChoice scope={value.scope} onChange={(scope) => onChange({ ...value, scope })} />
    </>
  );
}
