import type { Programme } from '../../contract/programme.ts';
import type { Connection } from '../../db/database.ts';
import { readProgrammeFiles } from './programme-files.ts';
import { findJurisdictionId, findProgrammesOf, findStored, storeProgramme } from './programmes.queries.ts';
import { refuseSharedRuleIds } from './rule-ids.ts';

/** A programme whose file is newer than what the database holds of it. */
export type NewProgramme = {
  readonly jurisdictionId: number;
  readonly programme: Programme;
  /** What it takes the place of; null: there was none */
  readonly before: object | null;
};

/**
 * The programmes of /data/programmes that are not in the database yet, or in an older version, of those whose
 * jurisdiction exists. A file that says something else under the version already stored is refused, because findings
 * name the version that made them. A newer version in the database (a bureau's own) stays.
 */
export async function newProgrammes(db: Connection): Promise<NewProgramme[]> {
  const found: NewProgramme[] = [];
  for (const programme of await readProgrammeFiles()) {
    const jurisdictionId = await findJurisdictionId(db, programme.jurisdiction);
    const stored = await findStored(db, programme);
    if (jurisdictionId === null || stored?.isSame || (stored && stored.version > programme.version)) continue;
    if (stored && stored.version === programme.version) {
      throw new Error(
        `data/programmes/${programme.id}.json differs from version ${stored.version} in the database; raise its version to ${stored.version + 1}`,
      );
    }
    found.push({ jurisdictionId, programme, before: stored?.definition ?? null });
  }
  return found;
}

/**
 * Stores the new programmes of these jurisdictions. It belongs into the transaction that assesses them: where that is
 * cut off the programme is still new at the next start, and no finding is older than the programme beside it. Answers those it stored.
 */
export async function syncProgrammes(db: Connection, jurisdictionIds: readonly number[]): Promise<NewProgramme[]> {
  const due = (await newProgrammes(db)).filter((each) => jurisdictionIds.includes(each.jurisdictionId));
  for (const each of due) await storeProgramme(db, each);
  return due;
}

/** The programmes in force in a jurisdiction, first the one that says which area counts and whose class a parcel shows. */
export async function programmesOf(db: Connection, jurisdictionId: number): Promise<Programme[]> {
  const programmes = await findProgrammesOf(db, jurisdictionId);
  refuseSharedRuleIds(programmes, ({ id }) => `The programme ${id} in the database`);
  return programmes;
}
