import { yearsAfter } from '../day.ts';
import { groupBy } from '../land-share.ts';
import { type CountedGround, landOf, partOf, type ZoneGround, type ZoneLand } from './counted-parcels.ts';

/** What the counted parcels of a zone are when they are told apart. */

const SHORT_TERM_YEARS = 10;

/** Counted land by the class shown, in the order of names; what is not rated comes last. */
export function landByClass(counted: readonly CountedGround[]): (ZoneLand & { readonly class: string | null })[] {
  return [...groupBy(counted, ({ parcel }) => parcel.class)]
    .map(([name, rows]) => ({ class: name, ...landOf(rows) }))
    .sort((one, other) => byName(one.class, other.class));
}

/** Counted land by kind of finding, in the order of `kinds`, those of which there is any. */
export const landByFinding = <Kind extends string>(
  counted: readonly CountedGround[],
  kinds: readonly Kind[],
): (ZoneLand & { readonly kind: Kind })[] =>
  kinds
    .map((kind) => ({ kind, ...landOf(counted, ({ findings }) => findings.includes(kind)) }))
    .filter(({ parcels }) => parcels > 0);

/** The days on which known terms end, rising. */
const endsOf = (counted: readonly CountedGround[]): string[] =>
  counted.flatMap(({ parcel }) => (parcel.termEndsOn === null ? [] : [parcel.termEndsOn])).sort();

/** When the terms of the counted parcels end, and how many have little time left on a day. */
export function termsOf(counted: readonly CountedGround[], today: string) {
  const ends = endsOf(counted);
  const shortUntil = yearsAfter(today, SHORT_TERM_YEARS);
  return {
    earliestEndsOn: ends[0] ?? null,
    latestEndsOn: ends.at(-1) ?? null,
    differentEnds: new Set(ends).size,
    underTenYears: landOf(counted, ({ termEndsOn }) => termEndsOn !== null && termEndsOn < shortUntil),
    unknown: landOf(counted, ({ termEndsOn }) => termEndsOn === null),
  };
}

/** Who holds the land right of a parcel; null: nobody is known to. */
type Holder = { readonly id: number; readonly name: string; readonly creditCode: string };
type HolderOf = (parcelId: number) => Holder | null;

/** A line a holder, most land first, and one for the land of which nobody is known to be the holder. */
export function ownersOf(counted: readonly CountedGround[], holderOf: HolderOf) {
  const groups = groupBy(counted, ({ parcel }) => holderOf(parcel.id)?.id ?? null);
  return [...groups]
    .map(([id, rows]) => {
      const holder = id === null ? null : holderOf((rows[0] as CountedGround).parcel.id);
      const ends = endsOf(rows);
      return {
        id,
        name: holder?.name ?? null,
        creditCode: holder?.creditCode ?? null,
        ...landOf(rows),
        earliestTermEndsOn: ends[0] ?? null,
        latestTermEndsOn: ends.at(-1) ?? null,
        unknownTerms: rows.length - ends.length,
      };
    })
    .sort((one, other) => other.muHundredths - one.muHundredths || (one.id ?? Infinity) - (other.id ?? Infinity));
}

/** How many distinct enterprises are of each class, in the order of names; those that are not rated come last. */
export function enterprisesByClass(classOf: ReadonlyMap<number, string | null>) {
  const groups = groupBy([...classOf.values()], (name) => name);
  return [...groups]
    .map(([name, rows]) => ({ class: name, enterprises: rows.length }))
    .sort((one, other) => byName(one.class, other.class));
}

/** The counted land of which a share lies in a layer; the shares are of whole parcels, by their ids. */
export function landInLayer(counted: readonly CountedGround[], shares: ReadonlyMap<number, number>) {
  let [parcels, muHundredths, parcelsWithRest] = [0, 0, 0];
  for (const each of counted) {
    const inside = partInLayer(each, shares);
    if (inside > 0) parcels += 1;
    if (inside < each.muHundredths) parcelsWithRest += 1;
    muHundredths += inside;
  }
  return { parcels, muHundredths, parcelsWithRest };
}

/** Hundredths of a mu of a counted parcel that lie in the layer, never more than count. */
function partInLayer({ parcel, weight, muHundredths }: CountedGround, shares: ReadonlyMap<number, number>): number {
  const share = shares.get(parcel.id) ?? 0;
  return share >= weight ? muHundredths : partOf(parcel.wholeMuHundredths, share);
}

/** Most counted land first, then what does not count by its whole area, then by code. */
export const bySize = (
  one: Pick<ZoneGround, 'wholeMuHundredths'> & { readonly muHundredths: number; readonly code: string },
  other: Pick<ZoneGround, 'wholeMuHundredths'> & { readonly muHundredths: number; readonly code: string },
): number =>
  other.muHundredths - one.muHundredths ||
  other.wholeMuHundredths - one.wholeMuHundredths ||
  byName(one.code, other.code);

function byName(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  return one < other ? -1 : 1;
}
