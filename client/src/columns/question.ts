import type { ProgrammeRule } from '@yima-guandi/server/contract';
import type { Filter, FindingKind, LandFigures, LandSum, RuleIndicator } from '@yima-guandi/server/domain';

/** A programme's rule that compares an indicator with a value. */
export type ThresholdRule = Extract<ProgrammeRule, { readonly indicator: RuleIndicator }>;

/** Which parcels of the land are spoken of: those of the list and of the map. */
export const SHOWN = ['found', 'potential', 'pending', 'all', 'both', 'only-low', 'only-idle', 'rest'] as const;
export type Shown = (typeof SHOWN)[number];
/** Lists that only a what-if or the columns can give. */
export const LIVE_LISTS = ['flips', 'near', 'clusters'] as const;
export type LiveList = (typeof LIVE_LISTS)[number];

type ListOrder = 'area' | 'tax-per-mu' | 'code';

/** Values that are tried in place of those in force, by the id of the rule. */
export type Tried = Readonly<Record<string, number>>;

/** What is asked of the columns in one frame. */
export type Question = {
  /** Low-efficiency rules in force whose value can be moved. */
  readonly rules: readonly ThresholdRule[];
  /** What finds land low-efficient whatever they say. */
  readonly beside: readonly Filter[];
  readonly tried: Tried;
  /** Of the view, but for its kind of finding. */
  readonly filter: Filter | null;
  /** The same without the classes that are switched off: what the target strip speaks of. */
  readonly stripFilter: Filter | null;
  readonly finding: FindingKind | null;
  readonly shown: Shown;
  readonly list: LiveList | 'shown';
  readonly side: 'in' | 'out';
  /** Place of the cluster whose parcels are listed, among the clusters; null: none is open. */
  readonly cluster: number | null;
  readonly order: ListOrder;
  readonly most: number;
  readonly targetMuHundredths: number | null;
  /** Whether the map draws what is found: then the parcels that differ from its tiles are told. */
  readonly isDrawn: boolean;
  /** What of the filter its tiles do not tell; null: nothing. */
  readonly untold: Filter | null;
  /** The same question is answered otherwise once the columns have been told which parcels lie beside each other. */
  readonly areNeighboursKnown: boolean;
};

export type FoundSums = { readonly land: LandSum; readonly pending: LandSum; readonly figures: LandFigures };

/** One parcel as a list shows it, but for its name and code, which the columns do not hold. */
export type ColumnRow = {
  readonly id: number;
  readonly class: string | null;
  readonly town: string | null;
  readonly park: string | null;
  readonly countedMuHundredths: number;
  readonly taxPerMu10kYuan: number | null;
};

export type Cluster = {
  readonly parcels: number;
  readonly muHundredths: number;
  /** Town in which most of its parcels lie, by code. */
  readonly town: string | null;
  readonly box: readonly [west: number, south: number, east: number, north: number];
};

/** The distribution of a rule's indicator and the land that each threshold would find. */
export type RuleProfile = {
  readonly ruleId: string;
  readonly value: number;
  /** Right end of the axis, in the indicator's unit; the last bar gathers what lies beyond. */
  readonly axisEnd: number;
  readonly barsMuHundredths: readonly number[];
  /** Potential land at evenly spaced thresholds from 0 to the end of the axis. */
  readonly curveMuHundredths: readonly number[];
  /** Threshold at which potential land first reaches the target. */
  readonly crossing: number | 'met' | 'unreachable' | null;
};

/** Potential land in another sense than the list's: what the chips of kinds count. */
type KindSums = { readonly potential: LandSum; readonly lowEfficiency: LandSum };

export type Answer = {
  readonly question: Question;
  readonly tried: FoundSums;
  readonly inForce: FoundSums;
  /** All land of the filter, found or not. */
  readonly whole: FoundSums;
  /** Potential and pending land as the target strip adds it up. */
  readonly strip: { readonly potential: LandSum; readonly pending: LandSum };
  readonly kinds: KindSums;
  readonly flips: { readonly in: LandSum; readonly out: LandSum };
  readonly near: LandSum;
  readonly clusters: readonly Cluster[] | null;
  readonly clusterCount: number | null;
  readonly list: { readonly rows: readonly ColumnRow[]; readonly total: LandSum };
  /** Ids that are shown though the tile says otherwise, and the other way round; rising. */
  readonly drawn: { readonly on: Int32Array; readonly off: Int32Array };
  readonly profiles: readonly RuleProfile[];
};

/** Whether a value is tried that is not the one in force. */
export const isTrying = ({ rules, tried }: Pick<Question, 'rules' | 'tried'>): boolean =>
  rules.some((rule) => tried[rule.id] !== undefined && tried[rule.id] !== rule.value);

/** The rule with the value that is tried, or as it is in force. */
export const asTried = (rule: ThresholdRule, tried: Tried): ThresholdRule => ({
  ...rule,
  value: tried[rule.id] ?? rule.value,
});
