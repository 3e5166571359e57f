import { Problem } from '../../contract/problem.ts';
import type { NewScenario, ScenarioEditor, ScenarioSave, ScenarioSummary } from '../../contract/scenario.ts';
import { writeAudit } from '../../db/audit.ts';
import type { Connection } from '../../db/database.ts';
import { requireWhole } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Services } from '../../http/services.ts';
import { takeHold } from './hold.queries.ts';
import { inWriting, requireLocked, tokenHash } from './in-writing.ts';
import { type Measured, measuredZone } from './measured.ts';
import { requireSummary } from './read-scenario.ts';
import { findZone } from './scenarios.queries.ts';
import {
  copyMeasure,
  insertMeasure,
  insertScenario,
  insertVersion,
  isNameTaken,
  lockNames,
} from './write-scenario.queries.ts';

type Writing = Pick<Services, 'db' | 'clock'>;

const nameTaken = (name: string): Problem =>
  new Problem(
    'scenario-name-taken',
    `本辖区已有方案“${name}”。 The jurisdiction has a scenario of this name.`,
    'body.name',
  );

/** Claims a name among the scenarios of a jurisdiction until the transaction ends. Refuses with `scenario-name-taken`. */
export async function claimName(db: Connection, jurisdictionId: number, name: string, forId: number): Promise<void> {
  await lockNames(db, jurisdictionId);
  if (await isNameTaken(db, jurisdictionId, name, forId)) throw nameTaken(name);
}

/** Keeps a zone under a name and holds it for its editor. Refuses as the measure of a zone does, and with `scenario-name-taken`. Answers the id. */
export async function createScenario(services: Writing, actor: Actor, draft: NewScenario): Promise<number> {
  const { db, clock } = services;
  const { jurisdiction, year, zone, targetMu, name, note, editor } = draft;
  const { id: jurisdictionId } = await requireWhole(db, actor.scope, jurisdiction);
  const measured = await measuredZone(services, actor, { jurisdiction, year, zone, targetMu });
  return db.transaction(async (transaction) => {
    const at = clock();
    const id = await newScenario(transaction, { jurisdictionId, year, name, editor, at });
    const version = { id, version: 1, at, editorName: editor.name, name, note, targetMu, ...zone } as const;
    await insertVersion(transaction, { ...version, deed: 'created', fromVersion: null, fromScenario: null });
    await keepMeasure(transaction, { id, version: 1, year, at }, measured);
    const after = asSaved({ version: 1, name, note, targetMu, figures: measured.figures });
    const entry = { kind: 'scenario-created', jurisdictionId, subject: id, facts: { editor: editor.name } } as const;
    await writeAudit(transaction, actor, { ...entry, after }, at);
    return id;
  });
}

type Saved = Pick<ScenarioSummary, 'version' | 'name' | 'note' | 'targetMu' | 'figures'>;

/** What is written down of a version: its drawing is kept beside it for good. */
const asSaved = ({ version, name, note, targetMu, figures }: Saved) => {
  const { parcels, muHundredths, freedMuHundredths } = figures;
  return { version, name, note, targetMu, parcels, muHundredths, freedMuHundredths };
};

type NewOne = { jurisdictionId: number; year: number; name: string; editor: ScenarioEditor; at: Date };

async function newScenario(db: Connection, { editor, ...row }: NewOne): Promise<number> {
  await lockNames(db, row.jurisdictionId);
  const id = await insertScenario(db, row);
  if (id === null) throw nameTaken(row.name);
  await takeHold(db, { scenarioId: id, tokenHash: tokenHash(editor), name: editor.name, takeOver: true, at: row.at });
  return id;
}

type Kept = { readonly id: number; readonly version: number; readonly year: number; readonly at: Date };

/**
 * Keeps a measure beside the version that was measured. Refuses with `revision-superseded` where the data has changed since:
 * the parcels kept beside it would not be those that were measured.
 */
export async function keepMeasure(db: Connection, kept: Kept, { measure, figures, counted }: Measured): Promise<void> {
  await insertMeasure(db, { ...kept, revision: measure.revision, measure, figures, counted });
  // Asked last: what was copied before is then of no later revision.
  const { id } = await currentRevision(db);
  if (id !== measure.revision)
    throw new Problem(
      'revision-superseded',
      '测算之后数据刚刚更新，没有保存；图形仍在，请再保存一次。 The data has just changed since it was measured. Nothing was kept: save again.',
    );
}

/** Keeps a changed zone as a new version. Refuses as `inWriting` and the measure of a zone do. */
export async function saveScenario(services: Writing, actor: Actor, id: number, save: ScenarioSave): Promise<void> {
  const { zone, targetMu, editor } = save;
  const former = await requireSummary(services.db, actor, id, services.clock());
  const { jurisdiction, year } = former;
  const measured = await measuredZone(services, actor, { jurisdiction, year, zone, targetMu });
  await inWriting(services, actor, id, save, async (transaction, { version: before, name, jurisdictionId }, at) => {
    const note = save.note ?? former.note;
    const version = { id, version: before + 1, at, editorName: editor.name, name, note, targetMu, ...zone };
    await insertVersion(transaction, { ...version, deed: 'saved', fromVersion: null, fromScenario: null });
    await keepMeasure(transaction, { id, version: before + 1, year, at }, measured);
    const after = asSaved({ version: before + 1, name, note, targetMu, figures: measured.figures });
    const entry = { kind: 'scenario-saved', jurisdictionId, subject: id, facts: { editor: editor.name } } as const;
    await writeAudit(transaction, actor, { ...entry, before: asSaved(former), after }, at);
  });
}

type Act = { readonly editor: ScenarioEditor; readonly baseVersion: number };

/** Gives a scenario another name, as a version of its own. Refuses as `inWriting` does, and with `scenario-name-taken`. */
export const renameScenario = (services: Writing, actor: Actor, id: number, act: Act & { readonly name: string }) =>
  inWriting(services, actor, id, act, async (transaction, { version, name, jurisdictionId }, at) => {
    if (name === act.name) return;
    await claimName(transaction, jurisdictionId, act.name, id);
    const deed = { deed: 'renamed', fromVersion: null, fromScenario: null, name: act.name } as const;
    await copyVersion(
      transaction,
      actor,
      { id, version },
      { id, version: version + 1, at, editor: act.editor, ...deed },
    );
    const entry = {
      kind: 'scenario-renamed',
      jurisdictionId,
      subject: id,
      facts: { editor: act.editor.name },
    } as const;
    const after = { version: version + 1, name: act.name };
    await writeAudit(transaction, actor, { ...entry, before: { version, name }, after }, at);
  });

/** Makes the state of an earlier version the newest, under the present name. Refuses as `inWriting` does, and with `scenario-not-found`. */
export const restoreScenario = (services: Writing, actor: Actor, id: number, act: Act & { readonly version: number }) =>
  inWriting(services, actor, id, act, async (transaction, { version, name, jurisdictionId }, at) => {
    const deed = { deed: 'restored', fromVersion: act.version, fromScenario: null, name } as const;
    const to = { id, version: version + 1, at, editor: act.editor, ...deed };
    await copyVersion(transaction, actor, { id, version: act.version }, to);
    const facts = { name, restored: act.version, editor: act.editor.name };
    const entry = { kind: 'scenario-restored', jurisdictionId, subject: id, facts } as const;
    await writeAudit(transaction, actor, { ...entry, before: { version }, after: { version: version + 1 } }, at);
  });

/** A scenario of its own with the newest state of another, held for its editor. Refuses with `scenario-name-taken`. Answers its id. */
export const cloneScenario = (
  { db, clock }: Writing,
  actor: Actor,
  id: number,
  { name, editor }: { readonly name: string; readonly editor: ScenarioEditor },
): Promise<number> =>
  db.transaction(async (transaction) => {
    const at = clock();
    const original = await requireLocked(transaction, actor, id);
    const { jurisdictionId, year, version } = original;
    const clone = await newScenario(transaction, { jurisdictionId, year, name, editor, at });
    const deed = { deed: 'cloned', fromVersion: null, fromScenario: original.name, name } as const;
    await copyVersion(transaction, actor, { id, version }, { id: clone, version: 1, at, editor, ...deed });
    const facts = { from: id, fromName: original.name, fromVersion: version, editor: editor.name };
    const entry = { kind: 'scenario-cloned', jurisdictionId, subject: clone, facts } as const;
    await writeAudit(transaction, actor, { ...entry, after: { version: 1, name } }, at);
    return clone;
  });

type Copy = {
  readonly id: number;
  readonly version: number;
  readonly at: Date;
  readonly editor: ScenarioEditor;
  readonly deed: 'renamed' | 'restored' | 'cloned';
  readonly fromVersion: number | null;
  readonly fromScenario: string | null;
  readonly name: string;
};

/** Writes the state and the measures of one version as another. */
async function copyVersion(
  db: Connection,
  actor: Actor,
  from: { id: number; version: number },
  to: Copy,
): Promise<void> {
  const state = await findZone(db, actor.scope, from.id, from.version);
  if (!state)
    throw new Problem(
      'scenario-not-found',
      `方案没有第 ${from.version} 版。 The scenario has no version ${from.version}.`,
      'body.version',
    );
  const { editor, ...row } = to;
  await insertVersion(db, { ...state, ...row, editorName: editor.name });
  await copyMeasure(db, from, to);
}
