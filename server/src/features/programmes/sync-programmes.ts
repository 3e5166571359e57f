import type { Programme } from '../../contract/programme.ts';
import type { Connection } from '../../db/database.ts';
import { readProgrammeFiles } from './programme-files.ts';
import { findProgrammesOf, findStored, storeProgramme } from './programmes.queries.ts';

/**
 * Brings the programmes of /data/programmes into the database, those whose jurisdiction exists. A file that says
 * something else under the version already stored is refused, because findings name the version that made them.
 * A newer version in the database (a bureau's own) stays.
 */
export async function syncProgrammes(db: Connection): Promise<void> {
  for (const programme of await readProgrammeFiles()) {
    const stored = await findStored(db, programme);
    if (stored?.isSame || (stored && stored.version > programme.version)) continue;
    if (stored && stored.version === programme.version) {
      throw new Error(
        `data/programmes/${programme.id}.json differs from version ${stored.version} in the database; raise its version to ${stored.version + 1}`,
      );
    }
    await storeProgramme(db, programme);
  }
}

/** The programmes in force in a jurisdiction, by id. */
export const programmesOf = (db: Connection, jurisdictionId: number): Promise<Programme[]> =>
  findProgrammesOf(db, jurisdictionId);
