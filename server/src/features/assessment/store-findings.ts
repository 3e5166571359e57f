import type { OwnKind, Programme, ProgrammeRule } from '../../contract/programme.ts';
import type { Connection } from '../../db/database.ts';
import type { Clause } from '../../domain/finding.ts';
import {
  leaveTaxOpen,
  settleUndecided,
  storeAreaFindings,
  storeIdleFindings,
  storeMissingFindings,
  storeOverlapFindings,
  storeVacancyFindings,
} from './findings.queries.ts';
import { makeFirms } from './firms.queries.ts';
import {
  type Judging,
  makeUndecided,
  storeEnterpriseRule,
  storeParcelRule,
  storeProjectRule,
} from './rule-findings.queries.ts';

/** Finds all that the programmes and the product's own rules find in a year, and keeps what they leave open in `undecided`. Needs `facts` and `shares`. */
export async function storeFindings(db: Connection, judging: Judging, programmes: readonly Programme[]): Promise<void> {
  const inForce = programmes.flatMap((programme) => rulesInForce(programme).map((rule) => ({ programme, rule })));
  await makeUndecided(db);
  if (inForce.some(({ rule }) => 'whenEnterprise' in rule)) await makeFirms(db, judging);
  for (const { programme, rule } of inForce) await storeRule(db, judging, programme, rule);
  // A rule that was switched off leaves nothing open either.
  const looksForTax = programmes.some(({ rules }) => rules.some((rule) => rule.finding === 'low-efficiency'));
  if (!looksForTax) await leaveTaxOpen(db);
  await storeOwnFindings(db, judging, programmes);
}

/** The rules of a programme that are switched on. */
const rulesInForce = ({ rules }: Programme): ProgrammeRule[] => rules.filter((rule) => rule.isOn !== false);

function storeRule(db: Connection, judging: Judging, programme: Programme, rule: ProgrammeRule): Promise<void> {
  if ('whenEnterprise' in rule) return storeEnterpriseRule(db, judging, programme, rule);
  if ('projectsOfYears' in rule) return storeProjectRule(db, judging, programme, rule);
  return storeParcelRule(db, judging, programme, rule);
}

/** What is found everywhere, unless a programme of the jurisdiction switches it off. */
async function storeOwnFindings(
  db: Connection,
  { year, asOf }: Judging,
  programmes: readonly Programme[],
): Promise<void> {
  const own = programmes.flatMap((programme) => programme.ownRules.map((rule) => ({ programme, rule })));
  const isOn = (kind: OwnKind): boolean => !own.some(({ rule }) => rule.finding === kind && rule.isOn === false);
  const source = (kind: OwnKind): { programme: Programme; clause: Clause } | undefined =>
    own.flatMap(({ programme, rule: { finding, clause } }) =>
      finding === kind && clause ? [{ programme, clause }] : [],
    )[0];
  if (isOn('vacant-floor-area')) await storeVacancyFindings(db, year, source('vacant-floor-area'));
  if (isOn('suspected-idle')) await storeIdleFindings(db, year, asOf);
  if (isOn('area-conflict')) await storeAreaFindings(db, year);
  if (isOn('overlap')) await storeOverlapFindings(db, year);
  await settleUndecided(db, year);
  if (isOn('missing-data')) await storeMissingFindings(db, year);
}
