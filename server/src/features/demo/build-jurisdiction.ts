import { type BuiltEstate, buildCountryside } from './build-countryside.ts';
import { buildEstate } from './build-estate.ts';
import { sitesFor } from './sites.ts';
import type { Works } from './works.ts';

/** Builds estates, then the country between them, until the jurisdiction has its parcels. */
export async function buildJurisdiction(works: Works): Promise<void> {
  const { settlement, territory, seed } = works;
  const inEstates = Math.round(works.left * (1 - settlement.settings.scatteredShare));
  const built: BuiltEstate[] = [];
  for (const site of sitesFor(settlement.jurisdiction, territory, inEstates, seed)) {
    if (works.left === 0) break;
    built.push({ site, ringRoad: await buildEstate(site, works) });
  }
  await buildCountryside(built, works);
}
