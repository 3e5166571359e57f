import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SignInLink, User } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { jurisdictionsQuery } from '../../api/queries.ts';
import { usersQuery } from '../../api/users.ts';
import { scopeWords } from '../../text/scope-words.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/page.tsx';
import { Empty, ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { ConfirmDialog, type ConfirmedAct } from './confirm-dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { UserTable } from './user-table.tsx';
import styles from './users.module.css';

/** What stands over the table. */
type Open =
  | { readonly kind: 'invite' }
  | { readonly kind: 'edit'; readonly user: User }
  | { readonly kind: 'confirm'; readonly act: ConfirmedAct; readonly user: User }
  | { readonly kind: 'link'; readonly link: SignInLink; readonly name: string };

/** Everybody who may sign in: what each may do and see, invited, changed and disabled here. */
export function UsersSheet() {
  const { text, language } = useText();
  const words = text.access.users;
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(usersQuery());
  const { data: places } = useQuery(jurisdictionsQuery());
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const renew = () => client.invalidateQueries({ queryKey: ['users'] });
  const users = data?.users ?? [];
  const reader = { text, language, places: places?.items ?? [] };
  const rows = users.map((user) => ({ user, scope: scopeWords(user.scope, reader, true) }));
  const shown = rows.filter(({ user, scope }) =>
    [user.displayName, user.name, text.access.roles[user.role].name, scope].some((part) =>
      part.toLowerCase().includes(search.trim().toLowerCase()),
    ),
  );
  return (
    <Sheet
      title={words.title}
      note={data && (shown.length === users.length ? words.count(users.length) : words.of(shown.length, users.length))}
    >
      <div className={styles.bar}>
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <Button kind="primary" icon="plus" onClick={() => setOpen({ kind: 'invite' })}>
          {words.invite}
        </Button>
      </div>
      {error && <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={108} />}
      {data && shown.length > 0 && <UserTable rows={shown} onEdit={(user) => setOpen({ kind: 'edit', user })} />}
      {data && shown.length === 0 && (
        <Empty action={<Button onClick={() => setSearch('')}>{words.clear}</Button>}>{words.none}</Empty>
      )}
      {open?.kind === 'invite' && (
        <InviteDialog
          onClose={close}
          onInvited={({ user, link }) => {
            void renew();
            setOpen({ kind: 'link', link, name: user.displayName });
          }}
        />
      )}
      {open?.kind === 'edit' && (
        <EditDialog
          key={open.user.version}
          user={open.user}
          onClose={close}
          onAsk={(act) => setOpen({ kind: 'confirm', act, user: open.user })}
          onSaved={() => {
            void renew();
            close();
          }}
          onLookAgain={async () => {
            const { users: now } = await client.fetchQuery({ ...usersQuery(), staleTime: 0 });
            const user = now.find(({ id }) => id === open.user.id);
            setOpen(user ? { kind: 'edit', user } : null);
          }}
        />
      )}
      {open?.kind === 'confirm' && (
        <ConfirmDialog
          act={open.act}
          user={open.user}
          onClose={close}
          onDone={(link) => {
            void renew();
            setOpen(link && { kind: 'link', link, name: open.user.displayName });
          }}
        />
      )}
      {open?.kind === 'link' && <LinkDialog link={open.link} name={open.name} onClose={close} />}
    </Sheet>
  );
}
