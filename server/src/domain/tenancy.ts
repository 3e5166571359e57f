import { groupBy } from './land-share.ts';
import { type LandUse, landRightHolder, type Occupancy } from './occupancy.ts';

/**
 * How tenants are classed. own-class: as any other. holder-class: as the holder of the land right where they stand, or
 * outside parks only. merged-with-holder: the firms of a tier on one holder's land are evaluated as one, its figures
 * added up, and share the result; a firm of the other tier stands apart.
 */
export const TENANT_RULES = ['own-class', 'holder-class', 'holder-class-outside-parks', 'merged-with-holder'] as const;
export type TenantRule = (typeof TENANT_RULES)[number];

/** An enterprise that holds no land right, on the parcel where it uses most land. `landlordId` is null where nobody is known to hold it. */
export type Tenancy = { readonly enterpriseId: number; readonly parcelId: number; readonly landlordId: number | null };

/** Who holds the land right of each parcel. */
function holdersOf(uses: readonly LandUse[]): Map<number, number | null> {
  return new Map(
    [...groupBy(uses, (use) => use.parcelId)].map(([parcelId, here]) => [
      parcelId,
      landRightHolder(here)?.enterpriseId ?? null,
    ]),
  );
}

/** The tenants among the enterprises, by rising id. Of parcels with the same land the smaller id counts; land that is not known comes last. */
export function tenancies(uses: readonly LandUse[]): Tenancy[] {
  const holders = holdersOf(uses);
  const found: Tenancy[] = [];
  for (const [enterpriseId, own] of groupBy(uses, (use) => use.enterpriseId)) {
    if (own.some((use) => use.ownedM2 !== null)) continue;
    const [main] = own
      .filter((use) => use.isTenant)
      .toSorted((a, b) => (b.usedM2 ?? 0) - (a.usedM2 ?? 0) || a.parcelId - b.parcelId);
    if (main) found.push({ enterpriseId, parcelId: main.parcelId, landlordId: holders.get(main.parcelId) ?? null });
  }
  return found.toSorted((a, b) => a.enterpriseId - b.enterpriseId);
}

/** Whom an enterprise lets land to: distinct enterprises, other than itself, that lease in on a parcel of which it has leased out. */
export type Lettings = { readonly tenants: number; readonly belowScaleTenants: number };

/** The lettings of each enterprise that has any. A tenant whose scale is not known is a tenant, but not one below scale. */
export function lettings(
  occupancies: readonly Occupancy[],
  isAboveScale: (enterpriseId: number) => boolean | null,
): Map<number, Lettings> {
  const of = (kind: Occupancy['kind']) => occupancies.filter((each) => each.kind === kind);
  const leasedIn = groupBy(of('leased-in'), (each) => each.parcelId);
  const tenantsOf = new Map<number, Set<number>>();
  for (const { enterpriseId, parcelId } of of('leased-out')) {
    const tenants = tenantsOf.get(enterpriseId) ?? new Set();
    for (const tenant of leasedIn.get(parcelId) ?? []) tenants.add(tenant.enterpriseId);
    tenants.delete(enterpriseId);
    if (tenants.size > 0) tenantsOf.set(enterpriseId, tenants);
  }
  return new Map(
    [...tenantsOf].map(([lessorId, tenants]) => [
      lessorId,
      { tenants: tenants.size, belowScaleTenants: [...tenants].filter((id) => isAboveScale(id) === false).length },
    ]),
  );
}

/**
 * The enterprise under whose name each enterprise of a tier is evaluated, by rising id: itself, or where tenants are
 * merged the holder of the land they stand on. Where the holder is not of the tier, or not known, the tenants on its
 * land (on the parcel) are merged under the smallest id among them.
 */
export function evaluationHeads(
  tierIds: readonly number[],
  rule: TenantRule,
  tenants: readonly Tenancy[],
): Map<number, number> {
  const heads = new Map(tierIds.map((id) => [id, id]));
  if (rule !== 'merged-with-holder') return heads;
  const ofTier = tenants.filter(({ enterpriseId }) => heads.has(enterpriseId));
  const keyOf = ({ landlordId, parcelId }: Tenancy) => (landlordId === null ? `on ${parcelId}` : `of ${landlordId}`);
  for (const group of groupBy(ofTier, keyOf).values()) {
    const landlordId = group[0]?.landlordId ?? null;
    const head =
      landlordId !== null && heads.has(landlordId)
        ? landlordId
        : Math.min(...group.map(({ enterpriseId }) => enterpriseId));
    for (const { enterpriseId } of group) heads.set(enterpriseId, head);
  }
  return heads;
}

/** Whether a tenant takes the class of its landlord: where one is known, and the rule does not except parks. */
export const takesHolderClass = (rule: TenantRule, tenancy: Tenancy, isInPark: boolean): boolean =>
  tenancy.landlordId !== null && (rule === 'holder-class' || (rule === 'holder-class-outside-parks' && !isInPark));
