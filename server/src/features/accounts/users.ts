import type { InvitedUser, NewUser, SignInLink, User, UserChange } from '../../contract/accounts.ts';
import { Problem } from '../../contract/problem.ts';
import { writeAudit } from '../../db/audit.ts';
import type { Connection } from '../../db/database.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Services } from '../../http/services.ts';
import { unbind } from './oidc.queries.ts';
import { makeLink } from './passwords.ts';
import { deleteSessionsOf } from './sessions.queries.ts';
import { setPassword } from './sign-in.queries.ts';
import {
  countAdministrators,
  findJurisdictions,
  findTowns,
  findUser,
  insertUser,
  type KeptPlace,
  lockUsers,
  type UserFields,
  updateUser,
} from './users.queries.ts';

type AccountServices = Pick<Services, 'db' | 'clock'>;

/** Makes a person known and answers the link by which a password is chosen. Errors: Problem user-name-taken, scope-invalid. */
export function inviteUser({ db, clock }: AccountServices, actor: Actor, wanted: NewUser): Promise<InvitedUser> {
  return db.transaction(async (within) => {
    const id = await insertUser(within, { name: wanted.name, ...(await readFields(within, wanted)) }, clock());
    if (id === null)
      throw new Problem(
        'user-name-taken',
        `已有用户名“${wanted.name}”。 There is a user of this name; people who have left keep theirs.`,
        'body.name',
      );
    const made = { user: await requireUser(within, id), link: await makeLink(within, id, clock()) };
    const entry = { kind: 'user-invited', jurisdictionId: null, subject: wanted.name } as const;
    await writeAudit(within, actor, { ...entry, after: asKept(made.user) }, clock());
    return made;
  });
}

/**
 * Changes what a person may do and see, at once: sessions ask at each request, and those of whoever is disabled end.
 * Errors: Problem user-not-found, user-changed, scope-invalid, last-administrator.
 */
export function changeUser(
  { db, clock }: AccountServices,
  actor: Actor,
  id: number,
  wanted: UserChange,
): Promise<User> {
  return db.transaction(async (within) => {
    await lockUsers(within);
    const before = await requireUser(within, id);
    if (before.version !== wanted.version)
      throw new Problem(
        'user-changed',
        `“${before.displayName}”刚被他人修改，请重新查看后再保存。 The user has been changed in the meantime: look again, then save.`,
        'body.version',
      );
    const hadOne = (await countAdministrators(within)) > 0;
    await updateUser(within, id, { ...(await readFields(within, wanted)), isDisabled: wanted.isDisabled });
    if (hadOne && (await countAdministrators(within)) === 0)
      throw new Problem(
        'last-administrator',
        '这是最后一位能够管理全部辖区的管理员，不能停用、降级或缩小范围；请先设立另一位。 Nobody else could administer: appoint another administrator of every place first.',
        'body',
      );
    if (wanted.isDisabled) await deleteSessionsOf(within, id);
    const changed = await requireUser(within, id);
    const entry = { kind: 'user-changed', jurisdictionId: null, subject: before.name } as const;
    await writeAudit(within, actor, { ...entry, before: asKept(before), after: asKept(changed) }, clock());
    return changed;
  });
}

/**
 * A new link for somebody who forgot the password: the former one no longer holds, and every session ends.
 * Errors: Problem user-not-found, last-administrator.
 */
export function resetUser({ db, clock }: AccountServices, actor: Actor, id: number): Promise<SignInLink> {
  return db.transaction(async (within) => {
    await lockUsers(within);
    const { name } = await requireUser(within, id);
    if (actor.user?.id === id)
      throw new Problem(
        'last-administrator',
        '不能重置自己的密码，请在“我的账户”中修改。 Change your own password under your account.',
        'params.id',
      );
    await setPassword(within, id, null);
    await unbind(within, id);
    await deleteSessionsOf(within, id);
    const link = await makeLink(within, id, clock());
    await writeAudit(within, actor, { kind: 'user-reset', jurisdictionId: null, subject: name }, clock());
    return link;
  });
}

/** A person as the record of what was done keeps it. */
const asKept = ({ displayName, role, scope, isDisabled }: User) => ({ displayName, role, scope, isDisabled });

/** Refuses with `user-not-found`. */
async function requireUser(db: Connection, id: number): Promise<User> {
  const user = await findUser(db, id);
  if (user) return user;
  throw new Problem('user-not-found', `没有编号为 ${id} 的用户。 No user has the number ${id}.`, 'params.id');
}

async function readFields(
  db: Connection,
  { displayName, role, scope }: Pick<NewUser, 'displayName' | 'role' | 'scope'>,
): Promise<UserFields> {
  return { displayName, role, places: scope === null ? null : await readPlaces(db, scope) };
}

/** Refuses with `scope-invalid`. */
async function readPlaces(db: Connection, scope: NonNullable<NewUser['scope']>): Promise<KeptPlace[]> {
  const known = await findJurisdictions(
    db,
    scope.map(({ jurisdiction }) => jurisdiction),
  );
  const places: KeptPlace[] = [];
  for (const { jurisdiction, towns } of scope) {
    const found = known.find(({ code }) => code === jurisdiction);
    if (!found) throw unknownPlace(jurisdiction);
    if (places.some(({ jurisdictionId }) => jurisdictionId === found.id))
      throw new Problem(
        'scope-invalid',
        `辖区“${jurisdiction}”列了两次。 A jurisdiction is named twice.`,
        'body.scope',
      );
    places.push({ jurisdictionId: found.id, townIds: towns && (await readTowns(db, found, towns)) });
  }
  return places;
}

async function readTowns(
  db: Connection,
  { id, code }: { readonly id: number; readonly code: string },
  towns: readonly string[],
): Promise<number[]> {
  const ids = new Map((await findTowns(db, id)).map((town) => [town.code, town.id]));
  return towns.map((town) => {
    const townId = ids.get(town);
    if (townId === undefined) throw unknownPlace(`${code} ${town}`);
    return townId;
  });
}

const unknownPlace = (place: string): Problem =>
  new Problem('scope-invalid', `没有“${place}”这个辖区或乡镇。 There is no such jurisdiction or town.`, 'body.scope');
