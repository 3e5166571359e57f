import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Problem } from '../../contract/problem.ts';
import type { ProposalJob, ProposalRequest, ProposalResult } from '../../contract/proposals.ts';
import type { Connection } from '../../db/database.ts';
import { type JurisdictionRow, requireJurisdiction, requireYear } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { selectRow, withinScope } from '../../db/sql.ts';
import { groupBy } from '../../domain/land-share.ts';
import type { Actor, Scope } from '../../domain/scope.ts';
import type { ZoneSearch } from '../../domain/zoning/answer-search.ts';
import type { FeatureServices } from '../../http/services.ts';
import type { ProposalJobs, ProposalWork } from './proposal-jobs.ts';
import { type CandidateSite, foundRows, readSite, type SiteAsk } from './read-site.ts';
import { requireLocks } from './require-locks.ts';
import { runSearch } from './run-search.ts';
import { findOccupants } from './site.queries.ts';
import { dataChanged, type SiteGrounds } from './site-ground.ts';
import { chosenIds, tellResult } from './tell-result.ts';

/** How much of the way reading the land is held to be. */
const SHARE_OF_READING = 0.1;

/**
 * Begins a search for zones that free a target. Errors: Problem jurisdiction-not-found, year-without-data, parcel-not-found,
 * zone-sizes-contradict, proposal-target-too-large, locks-contradict, control-line-missing, proposals-busy.
 */
export async function startProposal(
  { db, land, clock }: Pick<FeatureServices, 'db' | 'land' | 'clock'>,
  actor: Actor,
  { jobs, grounds }: { readonly jobs: ProposalJobs; readonly grounds: SiteGrounds },
  request: ProposalRequest,
): Promise<ProposalJob> {
  const { scope } = actor;
  refuseSizes(request);
  const jurisdiction = await requireJurisdiction(db, scope, request.jurisdiction);
  const { id: revision } = await currentRevision(db);
  const columns = await land.find(scope, { jurisdiction, year: request.year, revision });
  if (columns === null) throw dataChanged();
  if (columns.rows === 0) await requireYear(db, jurisdiction, request.year);
  if (request.controlLineOnly) await requireControlLine(db, scope, jurisdiction);
  const locks = await requireLocks(db, scope, { jurisdiction, land: columns, request });
  refuseTarget(request, [...foundRows(columns).values()].reduce(sumOf(columns.columns.countedMuHundredths), 0));
  const ask = { land: columns, jurisdictionId: jurisdiction.id, request, locks };
  return jobs.start(actor, request, clock(), workOf(db, scope, grounds, ask));
}

const sumOf = (figures: Int32Array) => (sum: number, row: number) => sum + (figures[row] as number);

function workOf(db: FeatureServices['db'], scope: Scope, grounds: SiteGrounds, ask: SiteAsk): ProposalWork {
  return async (tell, onStop): Promise<ProposalResult | null> => {
    let isStopped = false;
    onStop(() => {
      isStopped = true;
    });
    const candidates = await readSite(db, scope, grounds, ask);
    if (isStopped) return null;
    tell(SHARE_OF_READING);
    const search = runSearch(searchOf(ask.request, candidates), (share) =>
      tell(SHARE_OF_READING + share * (1 - SHARE_OF_READING)),
    );
    onStop(search.stop);
    const answer = await search.answer;
    if (answer === null) return null;
    const chosen = { ids: chosenIds(candidates, answer), year: ask.request.year };
    const rows = await findOccupants(db, scope, ask.jurisdictionId, chosen);
    const occupants = new Map(
      [...groupBy(rows, ({ parcelId }) => parcelId)].map(([id, here]) => [id, here.map((row) => row.enterpriseId)]),
    );
    return tellResult(ask.land.revision, candidates, answer, occupants);
  };
}

function searchOf(request: ProposalRequest, { site, ids, widestRoadM }: CandidateSite): ZoneSearch {
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const from = (request.from ?? []).flatMap((zone) => {
    const places = zone.flatMap((id) => placeOf.get(id) ?? []);
    return places.length === zone.length ? [places] : [];
  });
  return {
    site,
    terms: {
      limits: {
        leastMuHundredths: hundredths(request.leastZoneMu),
        greatestMuHundredths: hundredths(request.greatestZoneMu),
        lossPerM: request.compactness * lossByOutline(site),
      },
      roadM: request.roadM,
      isControlLineOnly: request.controlLineOnly,
      absorbs: request.absorb,
      keepsOut: true,
    },
    targetMuHundredths: hundredths(request.targetMu),
    proposals: request.proposals,
    seed: request.seed,
    widestRoadM,
    from,
  };
}

const hundredths = (mu: number): number => Math.round(mu * 100);

/** The loss of found land over its outlines: at this price for a metre both count the same. */
function lossByOutline({ parcels }: ZoneSearch['site']): number {
  const found = parcels.filter(({ isFound }) => isFound);
  const sum = (of: (parcel: (typeof found)[number]) => number) => found.reduce((total, each) => total + of(each), 0);
  const [loss, outlineM] = [sum((parcel) => parcel.loss), sum((parcel) => parcel.outlineM)];
  return loss > 0 && outlineM > 0 ? loss / outlineM : 1;
}

function refuseSizes({ leastZoneMu, greatestZoneMu }: ProposalRequest): void {
  if (leastZoneMu > greatestZoneMu)
    throw new Problem(
      'zone-sizes-contradict',
      `连片区最小 ${leastZoneMu} 亩大于最大 ${greatestZoneMu} 亩，请改其一。 The least size, ${leastZoneMu} mu, is above the greatest, ${greatestZoneMu} mu: change one of them.`,
      'body.leastZoneMu',
    );
}

function refuseTarget({ targetMu, year }: ProposalRequest, foundMuHundredths: number): void {
  const foundMu = foundMuHundredths / 100;
  if (targetMu > foundMu)
    throw new Problem(
      'proposal-target-too-large',
      `目标 ${targetMu} 亩，而 ${year} 年度全部认定的土地只有 ${foundMu} 亩；请降低目标。 The target is ${targetMu} mu, and all land found in ${year} is ${foundMu} mu: lower the target.`,
      'body.targetMu',
    );
}

async function requireControlLine(db: Connection, scope: Scope, { id, name }: JurisdictionRow): Promise<void> {
  const row = await selectRow(
    db,
    z.object({ isThere: z.boolean() }),
    sql`
    SELECT EXISTS (
      SELECT FROM constraint_features
      WHERE layer = 'control-line' AND jurisdiction_id = ${id} AND ${withinScope(scope, sql`jurisdiction_id`)}
    ) AS "isThere"`,
  );
  if (!row?.isThere)
    throw new Problem(
      'control-line-missing',
      `${name}还没有工业用地控制线，请先导入，或不限于线内。 ${name} has no control line: import it first, or search outside it too.`,
      'body.controlLineOnly',
    );
}
