import type { z } from 'zod';
import { type ScenarioAct, TAKE_BACK_DAYS } from '../../contract/scenario.ts';
import { writeAudit } from '../../db/audit.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Services } from '../../http/services.ts';
import { dropHold, lockScenario } from './hold.queries.ts';
import { inWriting, noScenario, tokenHash } from './in-writing.ts';
import { claimName } from './save-scenario.ts';
import { forgetDeleted, markDeleted } from './write-scenario.queries.ts';

type Writing = Pick<Services, 'db' | 'clock'>;
const DAY_MS = 86_400_000;

/** Deletes a scenario, which can be taken back for thirty days; those deleted longer ago are let go for good. Refuses as `inWriting` does. */
export const deleteScenario = (services: Writing, actor: Actor, id: number, act: z.output<typeof ScenarioAct>) =>
  inWriting(services, actor, id, act, async (transaction, { name, version, jurisdictionId }, at) => {
    await markDeleted(transaction, id, at);
    await dropHold(transaction, id, tokenHash(act.editor));
    const letGo = await forgetDeleted(transaction, at);
    const facts = { editor: act.editor.name, letGoForGood: letGo.length > 0 ? letGo : undefined };
    const entry = { kind: 'scenario-deleted', jurisdictionId, subject: id, facts } as const;
    await writeAudit(transaction, actor, { ...entry, before: { version, name } }, at);
  });

/** Takes a deleted scenario back. Refuses with `scenario-not-found` once it is too late, and `scenario-name-taken` where its name has gone to another. */
export const takeBackScenario = ({ db, clock }: Writing, actor: Actor, id: number): Promise<void> =>
  db.transaction(async (transaction) => {
    const scenario = await lockScenario(transaction, actor.scope, id);
    if (!scenario) throw noScenario(id);
    if (scenario.deletedAt === null) return;
    if (clock().getTime() - Date.parse(scenario.deletedAt) > TAKE_BACK_DAYS * DAY_MS) throw noScenario(id);
    await claimName(transaction, scenario.jurisdictionId, scenario.name, id);
    await markDeleted(transaction, id, null);
    const { jurisdictionId, version, name } = scenario;
    const entry = { kind: 'scenario-taken-back', jurisdictionId, subject: id } as const;
    await writeAudit(transaction, actor, { ...entry, after: { version, name } }, clock());
  });
