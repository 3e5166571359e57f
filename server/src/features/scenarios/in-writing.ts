import { createHash } from 'node:crypto';
import { Problem } from '../../contract/problem.ts';
import type { ScenarioEditor, ScenarioHold } from '../../contract/scenario.ts';
import type { Connection } from '../../db/database.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Services } from '../../http/services.ts';
import { dropHold, findHold, type LockedScenario, lockScenario, takeHold } from './hold.queries.ts';

export const tokenHash = ({ token }: ScenarioEditor): string => createHash('sha256').update(token).digest('hex');

export const noScenario = (id: number): Problem =>
  new Problem('scenario-not-found', `没有编号为 ${id} 的方案。 No scenario has the id ${id}.`, 'params.id');

export const deletedScenario = (name: string): Problem =>
  new Problem(
    'scenario-deleted',
    `方案“${name}”已删除，可在三十天内恢复。 It was deleted; it can be taken back for thirty days.`,
    'params.id',
  );

/** The scenario for one writer until the transaction ends. Refuses with `scenario-not-found` and `scenario-deleted`. */
export async function requireLocked(db: Connection, actor: Actor, id: number): Promise<LockedScenario> {
  const scenario = await lockScenario(db, actor.scope, id);
  if (!scenario) throw noScenario(id);
  if (scenario.deletedAt !== null) throw deletedScenario(scenario.name);
  return scenario;
}

type Hold = { readonly editor: ScenarioEditor; readonly takeOver: boolean };

/** Takes or renews the hold on a scenario. Refuses with `scenario-held`, naming who holds it since when. */
export const holdScenario = (
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  actor: Actor,
  id: number,
  ask: Hold,
): Promise<ScenarioHold> =>
  db.transaction(async (transaction) => {
    await requireLocked(transaction, actor, id);
    return requireHold(transaction, id, ask, clock());
  });

async function requireHold(db: Connection, id: number, { editor, takeOver }: Hold, at: Date): Promise<ScenarioHold> {
  const asked = { scenarioId: id, tokenHash: tokenHash(editor), name: editor.name, takeOver, at };
  const hold = await takeHold(db, asked);
  if (hold) return hold;
  const holder = await findHold(db, id);
  const [name, since] = [holder?.name ?? '', holder?.since ?? ''];
  throw new Problem(
    'scenario-held',
    `${name} 自 ${since} 起正在编辑；可接手编辑，或另存为新方案。 Who is named here has been editing it since ${since}. Take over, or save under another name.`,
    'body.editor',
  );
}

/** Gives the hold back, so that others need not wait. Nothing happens where somebody else has it. */
export const releaseScenario = (
  { db }: Pick<Services, 'db'>,
  actor: Actor,
  id: number,
  editor: ScenarioEditor,
): Promise<void> =>
  db.transaction(async (transaction) => {
    await requireLocked(transaction, actor, id);
    await dropHold(transaction, id, tokenHash(editor));
  });

type Writer = { readonly editor: ScenarioEditor; readonly baseVersion: number };

/**
 * Does one act on a scenario in a transaction, for an editor who holds it and has seen its newest version.
 * Refuses with `scenario-not-found`, `scenario-deleted`, `scenario-held` and `scenario-changed`.
 */
export const inWriting = <Result>(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  actor: Actor,
  id: number,
  { editor, baseVersion }: Writer,
  write: (transaction: Connection, scenario: LockedScenario, at: Date) => Promise<Result>,
): Promise<Result> =>
  db.transaction(async (transaction) => {
    const scenario = await requireLocked(transaction, actor, id);
    const at = clock();
    await requireHold(transaction, id, { editor, takeOver: false }, at);
    if (scenario.version !== baseVersion)
      throw new Problem(
        'scenario-changed',
        `已保存到第 ${scenario.version} 版，您改的是第 ${baseVersion} 版；请先看新版本，或另存为新方案。 Version ${scenario.version} is kept, and yours began from ${baseVersion}. Look at the newest, or save under another name.`,
        'body.baseVersion',
      );
    return write(transaction, scenario, at);
  });
