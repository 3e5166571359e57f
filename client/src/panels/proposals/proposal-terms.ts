import type { ParcelLock } from '@yima-guandi/server/contract';
import type { ProposalAsk } from '../../api/proposals.ts';
import { createStore } from '../../ui/store.ts';

/** What is laid down for a search, as it stands in the fields. */
export const WEIGHTS = ['tax', 'employees', 'addedValue', 'enterprises', 'goodLand'] as const;
type WeightName = (typeof WEIGHTS)[number];
export const NUMBER_TERMS = ['leastZoneMu', 'greatestZoneMu', 'roadM'] as const;
export type NumberTerm = (typeof NUMBER_TERMS)[number];

export type ProposalTerms = Readonly<Record<NumberTerm, string>> & {
  readonly absorb: boolean;
  readonly keepClassA: boolean;
  readonly controlLineOnly: boolean;
  readonly compactness: number;
  readonly weights: Readonly<Record<WeightName, number>>;
};

export const proposalTerms = createStore<ProposalTerms>({
  leastZoneMu: '20',
  greatestZoneMu: '500',
  roadM: '30',
  absorb: false,
  keepClassA: true,
  controlLineOnly: false,
  compactness: 0.5,
  weights: { tax: 10, employees: 5, addedValue: 5, enterprises: 2, goodLand: 5 },
});
export const setTerms = (change: Partial<ProposalTerms>): void =>
  proposalTerms.set({ ...proposalTerms.get(), ...change });

const BOUNDS: Readonly<Record<NumberTerm, readonly [number, number]>> = {
  leastZoneMu: [0, 1_000_000],
  greatestZoneMu: [0.01, 1_000_000],
  roadM: [0, 200],
};

/** Fields that hold no number that can be asked for; both sizes where the least is above the greatest. */
export function wrongTerms(terms: ProposalTerms): NumberTerm[] {
  const wrong = NUMBER_TERMS.filter((name) => {
    const [least, most] = BOUNDS[name];
    const value = Number(terms[name]);
    return terms[name].trim() === '' || !(value >= least && value <= most) || Number(value.toFixed(2)) !== value;
  });
  const isAbove = Number(terms.leastZoneMu) > Number(terms.greatestZoneMu);
  return wrong.length === 0 && isAbove ? ['leastZoneMu', 'greatestZoneMu'] : wrong;
}

type Wanted = {
  readonly jurisdiction: string;
  readonly year: number;
  readonly targetMu: number;
  readonly locks: readonly ParcelLock[];
};

/** The request that the fields make. */
export const askOf = (terms: ProposalTerms, { locks, ...place }: Wanted): ProposalAsk => ({
  ...place,
  locks: [...locks],
  absorb: terms.absorb,
  keepClassA: terms.keepClassA,
  controlLineOnly: terms.controlLineOnly,
  compactness: terms.compactness,
  weights: terms.weights,
  leastZoneMu: Number(terms.leastZoneMu),
  greatestZoneMu: Number(terms.greatestZoneMu),
  roadM: Number(terms.roadM),
});

/**
 * Whether a request asks for no more than an earlier one under no tighter terms, and is not the same: what the earlier one
 * found then holds for it too. Losses are only told on one scale where place, weights and compactness are the same.
 */
export function isLooser(ask: ProposalAsk, earlier: ProposalAsk): boolean {
  const scaleOf = ({ jurisdiction, year, weights, compactness }: ProposalAsk) =>
    JSON.stringify([jurisdiction, year, weights, compactness]);
  const isNoTighter =
    scaleOf(ask) === scaleOf(earlier) &&
    ask.targetMu <= earlier.targetMu &&
    atMost(ask.leastZoneMu, earlier.leastZoneMu) &&
    atMost(earlier.greatestZoneMu, ask.greatestZoneMu) &&
    atMost(earlier.roadM, ask.roadM) &&
    (ask.absorb || !earlier.absorb) &&
    (earlier.keepClassA || !ask.keepClassA) &&
    (earlier.controlLineOnly || !ask.controlLineOnly) &&
    (ask.locks ?? []).every((lock) => (earlier.locks ?? []).some((each) => isSameLock(each, lock)));
  return isNoTighter && JSON.stringify(ask) !== JSON.stringify(earlier);
}

type Lock = Pick<ParcelLock, 'code' | 'lock'>;
const atMost = (one: number | undefined, other: number | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && one <= other);
const isSameLock = (one: Lock, other: Lock): boolean => one.code === other.code && one.lock === other.lock;
