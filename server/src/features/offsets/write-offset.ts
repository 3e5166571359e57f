import type { OffsetCorrection, OffsetDraft, OffsetEntry } from '../../contract/offset.ts';
import { Problem } from '../../contract/problem.ts';
import { writeAudit } from '../../db/audit.ts';
import type { Connection } from '../../db/database.ts';
import { requireWhole } from '../../db/places.ts';
import { chinaDay } from '../../domain/day.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Services } from '../../http/services.ts';
import { findEntry, findLowest, hasScenario, holdLedger, insertEntry, type NewEntry } from './offsets.queries.ts';

type Given = Pick<Services, 'db' | 'clock'>;

/**
 * Adds an entry to the ledger. One that takes the balance below zero, on its day or on a later one, must say why.
 * Errors: `jurisdiction-not-found`, `scenario-not-found`, `request-invalid` for a day to come, `offset-short`.
 */
export async function writeOffset({ db, clock }: Given, actor: Actor, draft: OffsetDraft): Promise<OffsetEntry> {
  const today = chinaDay(clock());
  if (draft.on > today)
    throw new Problem(
      'request-invalid',
      `${draft.on} 还没有到；台账只记已发生的（先补后占），今天是 ${today}。 This day is yet to come: the ledger takes what has taken effect.`,
      'body.on',
    );
  return db.transaction(async (transaction) => {
    const { id } = await requireWhole(transaction, actor.scope, draft.jurisdiction);
    if (draft.scenarioId !== null && !(await hasScenario(transaction, id, draft.scenarioId)))
      throw new Problem(
        'scenario-not-found',
        `本辖区没有编号 ${draft.scenarioId} 的方案。 The jurisdiction has no scenario of this id.`,
        'body.scenarioId',
      );
    const at = clock();
    const added = await add(transaction, actor, { ...draft, jurisdictionId: id, corrects: null, at });
    const entry = { kind: 'offset-entered', jurisdictionId: id, subject: added.id } as const;
    await writeAudit(transaction, actor, { ...entry, after: asWritten(added) }, at);
    return added;
  });
}

/**
 * Takes an entry back by a counter-entry of today, which points to it. Errors: `offset-not-found`, `offset-corrected`,
 * `offset-short` where what it had added has been used.
 */
export async function correctOffset(
  { db, clock }: Given,
  actor: Actor,
  id: number,
  { note, shortReason }: OffsetCorrection,
): Promise<OffsetEntry> {
  return db.transaction(async (transaction) => {
    const home = await requireEntry(transaction, actor, id);
    await holdLedger(transaction, home.jurisdictionId);
    const { entry, jurisdictionId } = await requireEntry(transaction, actor, id);
    if (entry.corrects !== null || entry.correctedBy !== null)
      throw new Problem(
        'offset-corrected',
        entry.corrects === null
          ? `第 ${id} 笔已由第 ${entry.correctedBy} 笔冲销。 It has been taken back by entry ${entry.correctedBy}.`
          : `第 ${id} 笔是对第 ${entry.corrects} 笔的冲销，不能再冲销；请重新登记。 It takes back entry ${entry.corrects} itself: write a new entry.`,
        'params.id',
      );
    const at = clock();
    const counter = await add(transaction, actor, {
      ...entry,
      jurisdictionId,
      scenarioId: entry.scenario?.id ?? null,
      on: chinaDay(at),
      muHundredths: -entry.muHundredths,
      note,
      shortReason,
      corrects: id,
      at,
    });
    const before = asWritten(entry);
    const after = asWritten(counter);
    await writeAudit(transaction, actor, { kind: 'offset-corrected', jurisdictionId, subject: id, before, after }, at);
    return counter;
  });
}

const asWritten = ({ id, kind, on, muHundredths, land, scenario, document, note, shortReason }: OffsetEntry) => ({
  ...{ entry: id, kind, on, muHundredths, land, document, note, shortReason },
  scenario: scenario?.id ?? null,
});

async function requireEntry(db: Connection, actor: Actor, id: number) {
  const found = await findEntry(db, actor.scope, id);
  if (found) return found;
  throw new Problem('offset-not-found', `台账中没有第 ${id} 笔。 The ledger has no entry ${id}.`, 'params.id');
}

async function add(
  db: Connection,
  actor: Actor,
  entry: Omit<NewEntry, 'shortReason'> & { readonly shortReason: string },
): Promise<OffsetEntry> {
  await holdLedger(db, entry.jurisdictionId);
  const change = entry.kind === 'offset' ? entry.muHundredths : -entry.muHundredths;
  const lowest = await findLowest(db, actor.scope, entry);
  const short = change < 0 ? Math.max(0, -(lowest + change)) : 0;
  if (short > 0 && entry.shortReason === '') throw tooLittle(short, lowest);
  const id = await insertEntry(db, { ...entry, shortReason: short > 0 ? entry.shortReason : null });
  return (await requireEntry(db, actor, id)).entry;
}

function tooLittle(shortMuHundredths: number, lowest: number): Problem {
  const [short, left] = [shortMuHundredths, lowest].map((each) => (each / 100).toFixed(2));
  return new Problem(
    'offset-short',
    `补充面积差 ${short} 亩：自该日起余额最低为 ${left} 亩。请先登记补充（先补后占），或写明理由。 ${short} mu are wanting; from that day on the balance is as low as ${left} mu. Enter an offset first, or give a reason.`,
    'body.shortReason',
  );
}
