import {
  evaluateFilter,
  type Filter,
  landFigures,
  type ParcelColumns,
  rulePredicate,
  TRUTH,
} from '@yima-guandi/server/domain';
import { clustersOf, describeCluster, type NeighbourRows, rowsOfPairs } from './clusters.ts';
import { isThreshold, rowsInScope, rowsNear, ruleProfile } from './profile.ts';
import {
  type Answer,
  asTried,
  type ColumnRow,
  type FoundSums,
  type Question,
  type RuleProfile,
  type Tried,
} from './question.ts';
import { among, landOf, shownRows, type Verdict, verdictInForce, verdictTried, without } from './verdict.ts';

/** Clusters that are told; more than anybody reads. */
const MOST_CLUSTERS = 200;

/** Answers what-if questions over one set of columns, again and again. What does not change from frame to frame is kept. */
export type Land = {
  readonly answer: (question: Question) => Answer;
  /** What each of several what-ifs would find, all else being as asked. */
  readonly compare: (question: Question, tries: readonly Tried[]) => FoundSums[];
  /** Pairs of ids of parcels that lie beside each other: from then on there are clusters. */
  readonly meetNeighbours: (pairs: Int32Array) => void;
};

export function openLand(land: ParcelColumns): Land {
  const inForce = verdictInForce(land);
  const everyRow = new Uint8Array(land.rows).fill(1);
  const kept = new Map<string, unknown>();
  let neighbours: NeighbourRows | null = null;
  const keep = <Value>(key: string, make: () => Value): Value => {
    if (kept.has(key)) return kept.get(key) as Value;
    if (kept.size > 64) kept.clear();
    const value = make();
    kept.set(key, value);
    return value;
  };
  const selected = (filter: Filter | null): Uint8Array | null =>
    filter === null ? null : keep(`filter ${JSON.stringify(filter)}`, () => evaluateFilter(filter, land));

  function profiles(question: Question, filter: Uint8Array | null): RuleProfile[] {
    const { rules, beside, tried, targetMuHundredths } = question;
    return rules.filter(isThreshold).map((rule) => {
      const others = rules.filter(({ id }) => id !== rule.id).map((other) => asTried(other, tried));
      const about = [rule, others, beside, question.filter, targetMuHundredths];
      return keep(`profile ${JSON.stringify(about)}`, () =>
        ruleProfile(land, rule, {
          inScope: keep(`scope ${JSON.stringify(rule)}`, () => rowsInScope(land, rule)),
          selection: filter,
          always: foundByOthers(land, [...others.map(rulePredicate), ...beside]),
          targetMuHundredths,
        }),
      );
    });
  }

  function near({ rules, tried, filter }: Question): Uint8Array {
    const rows = new Uint8Array(land.rows);
    for (const rule of rules.filter(isThreshold)) {
      const inScope = keep(`scope ${JSON.stringify(rule)}`, () => rowsInScope(land, rule));
      rowsNear(land, asTried(rule, tried), inScope).forEach((is, row) => {
        if (is === 1) rows[row] = 1;
      });
    }
    return among(rows, selected(filter));
  }

  /** What the map shows by itself: parcels by a tag of their tiles, or all of them. */
  function toldRows({ finding, shown }: Question): Uint8Array {
    if (finding === null && (shown === 'all' || shown === 'rest')) return everyRow;
    const told = shown === 'pending' ? { finding: null, shown } : { finding, shown: 'found' as const };
    return shownRows(land, inForce, told);
  }

  function answer(question: Question): Answer {
    const filter = selected(question.filter);
    const tried = verdictTried(land, question, inForce);
    const shownInForce = shownRows(land, inForce, question);
    const shownTried = tried === inForce ? shownInForce : shownRows(land, tried, question);
    const [before, after] = [among(shownInForce, filter), among(shownTried, filter)];
    const [comeIn, goOut] = [without(after, before), without(before, after)];
    const nearRows = near(question);
    const clusters = neighbours && clustersOf(land, after, neighbours);
    const open = question.cluster === null ? null : (clusters?.[question.cluster] ?? null);
    const listed = {
      shown: after,
      flips: question.side === 'in' ? comeIn : goOut,
      near: nearRows,
      clusters: open ? maskOf(land.rows, open) : new Uint8Array(land.rows),
    }[question.list];
    const wanted = question.list === 'near' ? nearRows : among(shownTried, selected(question.untold));
    return {
      question,
      tried: sumsOf(land, { rows: after, verdict: tried, filter }),
      inForce: sumsOf(land, { rows: before, verdict: inForce, filter }),
      whole: keep(`whole ${JSON.stringify(question.filter)}`, () =>
        sumsOf(land, { rows: among(everyRow, filter), verdict: inForce, filter }),
      ),
      kinds: kindsOf(land, tried, filter),
      strip: stripOf(land, question, tried, selected(question.stripFilter)),
      flips: { in: landOf(land, comeIn), out: landOf(land, goOut) },
      near: landOf(land, nearRows),
      clusters: clusters?.slice(0, MOST_CLUSTERS).map((rows) => describeCluster(land, rows)) ?? null,
      clusterCount: clusters?.length ?? null,
      list: { rows: firstRows(land, listed, question), total: landOf(land, listed) },
      drawn: question.isDrawn ? differences(land, toldRows(question), wanted) : NOTHING,
      profiles: profiles(question, filter),
    };
  }

  const compare = (question: Question, tries: readonly Tried[]): FoundSums[] => {
    const filter = selected(question.filter);
    return tries.map((tried) => {
      const verdict = verdictTried(land, { ...question, tried }, inForce);
      return sumsOf(land, { rows: among(shownRows(land, verdict, question), filter), verdict, filter });
    });
  };

  return {
    answer,
    compare,
    meetNeighbours: (pairs) => {
      neighbours = rowsOfPairs(land, pairs);
    },
  };
}

function kindsOf(land: ParcelColumns, verdict: Verdict, filter: Uint8Array | null): Answer['kinds'] {
  const sum = (finding: 'low-efficiency' | null) =>
    landOf(land, among(shownRows(land, verdict, { finding, shown: 'found' }), filter));
  return { potential: sum(null), lowEfficiency: sum('low-efficiency') };
}

const maskOf = (rows: number, members: Int32Array): Uint8Array => {
  const mask = new Uint8Array(rows);
  for (const row of members) mask[row] = 1;
  return mask;
};

/** Rows that are potential without one of the rules: found idle, or by another rule. */
function foundByOthers(land: ParcelColumns, others: readonly Filter[]): Uint8Array {
  const idle: Filter = { op: 'a_contains', args: [{ property: 'findings' }, ['suspected-idle']] };
  return evaluateFilter({ op: 'or', args: [idle, ...others] }, land);
}

type Summed = { readonly rows: Uint8Array; readonly verdict: Verdict; readonly filter: Uint8Array | null };

function sumsOf(land: ParcelColumns, { rows, verdict, filter }: Summed): FoundSums {
  const { potential } = verdict;
  const pending = new Uint8Array(land.rows);
  for (let row = 0; row < land.rows; row += 1) pending[row] = potential[row] === TRUTH.unknown ? 1 : 0;
  return {
    land: landOf(land, rows),
    pending: landOf(land, among(pending, filter)),
    figures: landFigures(land, { selection: rows, potential }, 'all'),
  };
}

/** Potential and pending of the kind that is chosen, with every class, as the target strip speaks of them. */
function stripOf(
  land: ParcelColumns,
  { finding }: Question,
  verdict: Verdict,
  filter: Uint8Array | null,
): Answer['strip'] {
  const sum = (shown: 'potential' | 'pending') =>
    landOf(land, among(shownRows(land, verdict, { finding, shown }), filter));
  return { potential: sum('potential'), pending: sum('pending') };
}

const NOTHING: Answer['drawn'] = { on: new Int32Array(0), off: new Int32Array(0) };

/** Ids in which the wanted rows differ from those that the map shows by itself. */
function differences(land: ParcelColumns, told: Uint8Array, wanted: Uint8Array): Answer['drawn'] {
  const { id } = land.columns;
  const ids = (rows: Uint8Array): Int32Array => id.filter((_, row) => rows[row] === 1);
  return { on: ids(without(wanted, told)), off: ids(without(told, wanted)) };
}

/** The first rows of a list in its order. Without codes, those of an order by code stand by their ids. */
function firstRows(land: ParcelColumns, listed: Uint8Array, { order, most, list }: Question): ColumnRow[] {
  const { id, town, park, class: classes, countedMuHundredths, taxPerMu10kYuan } = land.columns;
  const rows: number[] = [];
  for (let row = 0; row < land.rows; row += 1) if (listed[row] === 1) rows.push(row);
  const tax = (row: number): number => {
    const value = taxPerMu10kYuan[row] as number;
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  const byArea = (one: number, other: number) =>
    (countedMuHundredths[other] as number) - (countedMuHundredths[one] as number) || other - one;
  if (list === 'near' || order === 'tax-per-mu') rows.sort((one, other) => tax(one) - tax(other) || one - other);
  else if (order === 'area') rows.sort(byArea);
  const name = (names: readonly string[], code: number): string | null =>
    code === 0 ? null : (names[code - 1] ?? null);
  return rows.slice(0, most).map((row) => ({
    id: id[row] as number,
    class: name(land.names.class, classes[row] as number),
    town: name(land.names.town, town[row] as number),
    park: name(land.names.park, park[row] as number),
    countedMuHundredths: countedMuHundredths[row] as number,
    taxPerMu10kYuan: Number.isNaN(taxPerMu10kYuan[row] as number) ? null : (taxPerMu10kYuan[row] as number),
  }));
}
