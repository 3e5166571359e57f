import { useQuery } from '@tanstack/react-query';
import type { User } from '@yima-guandi/server/contract';
import { sessionQuery } from '../../api/session.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { SheetTable } from '../../ui/page.tsx';
import { Tag, type Tone } from '../../ui/parts.tsx';
import styles from './users.module.css';

type Row = { readonly user: User; readonly scope: string };
type UserState = 'invited' | 'active' | 'disabled';

const stateOf = ({ isDisabled, hasPassword }: User): UserState =>
  isDisabled ? 'disabled' : hasPassword ? 'active' : 'invited';
const TONES: Record<UserState, Tone> = { invited: 'warn', active: 'ok', disabled: 'plain' };

/** A line for each person. */
export function UserTable({ rows, onEdit }: { readonly rows: readonly Row[]; readonly onEdit: (user: User) => void }) {
  const { text, format } = useText();
  const words = text.access.users;
  const own = useQuery(sessionQuery()).data?.user?.name;
  return (
    <SheetTable label={words.title}>
      <thead>
        <tr>
          <th>{words.shown}</th>
          <th>{words.name}</th>
          <th>{words.role}</th>
          <th>{words.scope}</th>
          <th>{words.state}</th>
          <th>{words.seen}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ user, scope }) => (
          <tr key={user.id} className={styles.row}>
            <td>
              <strong>{user.displayName}</strong> {user.name === own && <Tag tone="line">{words.you}</Tag>}
            </td>
            <td>{user.name}</td>
            <td>{text.access.roles[user.role].name}</td>
            <td>{scope}</td>
            <td>
              <Tag tone={TONES[stateOf(user)]}>{words.states[stateOf(user)]}</Tag>
            </td>
            <td data-label={words.seen}>{user.seenAt === null ? words.never : format.time(user.seenAt)}</td>
            <td className={styles.act}>
              <Button size="small" aria-label={words.editLabel(user.displayName)} onClick={() => onEdit(user)}>
                {words.edit}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </SheetTable>
  );
}
