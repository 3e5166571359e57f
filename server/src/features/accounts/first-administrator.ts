import type { SignInLink } from '../../contract/accounts.ts';
import type { Services } from '../../http/services.ts';
import { makeLink } from './passwords.ts';
import { findByName } from './sign-in.queries.ts';
import { countAdministrators, insertUser, lockUsers } from './users.queries.ts';

const NAME = 'admin';

/**
 * A link by which the first administrator chooses a password; null: there is one who can act. It is made anew at each
 * start until it is used. Where `admin` is somebody who may not administer, nothing is opened.
 */
export function firstAdministratorLink({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<SignInLink | null> {
  return db.transaction(async (within) => {
    await lockUsers(within);
    if ((await countAdministrators(within)) > 0) return null;
    const made = await insertUser(
      within,
      { name: NAME, displayName: '管理员', role: 'administrator', places: null },
      clock(),
    );
    const id = made ?? (await findByName(within, NAME))?.id;
    return id === undefined ? null : makeLink(within, id, clock());
  });
}
