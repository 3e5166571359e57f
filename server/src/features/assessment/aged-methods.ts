import type { Connection } from '../../db/database.ts';
import { readStartingMethods } from './method-files.ts';
import { findAgedMethods } from './methods.queries.ts';

/**
 * Ids of the jurisdictions that were evaluated by an older starting method than the one in /data/methods. A file that
 * says something else under the version already stored is refused, because evaluations name the version that made them.
 */
export async function jurisdictionsWithOlderMethods(db: Connection): Promise<number[]> {
  const starting = await readStartingMethods();
  const aged = await findAgedMethods(db, starting);
  if (aged.some((each) => !each.isOlder))
    throw new Error(
      `data/methods/${starting.id}.json differs from version ${starting.version} in the database; raise its version to ${starting.version + 1}`,
    );
  return aged.map((each) => each.jurisdictionId);
}
