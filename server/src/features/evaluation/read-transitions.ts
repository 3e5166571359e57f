import type { MovedList, TransitionReply } from '../../contract/evaluation.ts';
import { Problem } from '../../contract/problem.ts';
import type { Connection } from '../../db/database.ts';
import { methodVersions } from '../../db/methods.ts';
import { requireWhole } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { mergeOrders } from '../../domain/evaluation/class-order.ts';
import type { Actor } from '../../domain/scope.ts';
import { findTiers } from './tiers.queries.ts';
import { countMoves, findEvaluatedYears, findMoved, type MovedPage } from './transitions.queries.ts';

type Asked = { readonly jurisdiction: string; readonly from: number; readonly to: number | undefined };

/** How enterprises moved between the classes of two years. Refuses with `jurisdiction-not-found` and `year-without-data`. */
export async function readTransitions(db: Connection, actor: Actor, ask: Asked): Promise<TransitionReply> {
  const { jurisdiction, years, span } = await resolveSpan(db, actor, ask);
  const tiers = [
    ...(await findTiers(db, actor.scope, { ...span, year: span.to })),
    ...(await findTiers(db, actor.scope, { ...span, year: span.from })),
  ];
  return {
    jurisdiction,
    revision: (await currentRevision(db)).id,
    from: span.from,
    to: span.to,
    years,
    classes: mergeOrders(tiers.map(({ definition }) => definition.classes.map(({ name }) => name))),
    ...(await countMoves(db, actor.scope, span)),
    methodVersions: {
      from: await methodVersions(db, span.jurisdictionId, span.from),
      to: await methodVersions(db, span.jurisdictionId, span.to),
    },
  };
}

/** The enterprises behind one cell. */
export async function listMoved(
  db: Connection,
  actor: Actor,
  ask: Asked & Pick<MovedPage, 'fromClass' | 'toClass' | 'after' | 'limit'>,
): Promise<MovedList> {
  const { span } = await resolveSpan(db, actor, ask);
  return { revision: (await currentRevision(db)).id, ...(await findMoved(db, actor.scope, { ...ask, ...span })) };
}

async function resolveSpan(db: Connection, actor: Actor, ask: Asked) {
  const jurisdiction = await requireWhole(db, actor.scope, ask.jurisdiction);
  const years = await findEvaluatedYears(db, jurisdiction.id);
  const to = ask.to ?? years.at(-1) ?? ask.from;
  for (const [name, year] of [
    ['from', ask.from],
    ['to', to],
  ] as const)
    if (!years.includes(year))
      throw new Problem(
        'year-without-data',
        `${jurisdiction.name} was not evaluated for ${year}. ${years.length > 0 ? `Years: ${years.join(', ')}.` : 'Import its indicators first.'}`,
        `querystring.${name}`,
      );
  return { jurisdiction: jurisdiction.code, years, span: { jurisdictionId: jurisdiction.id, from: ask.from, to } };
}
