import { randomFrom } from '../../domain/random.ts';
import { parcelCode } from './codes.ts';
import { drawProject, drawSupply, drawTermEnd, type Site } from './further-facts.ts';
import { multiPolygonText } from './local-frame.ts';
import { lotsOf, withOverlap } from './lots.ts';
import { drawParcelFacts, type ParcelState } from './parcel-facts.ts';
import { middle, type Ring, ringArea } from './polygon.ts';
import { roofsOf } from './roofs.ts';
import { type Settlement, settle } from './tenancy.ts';
import { addArea, type Ground, inTerritory, type Works } from './works.ts';

/** Some parcels were given a new code when sub-areas were drawn anew. */
const RECODED_ON = '2023-07-01';
const LAST_DAY_OF_FORMER = '2023-06-30';
const FORMER_SUB_AREA = 999;

/** Divides a block into parcels with all that is known of them; where a river or the expressway runs it stays green. */
export function buildBlock(block: Ring, ground: Ground, works: Works): void {
  const { frame, bend, random } = ground;
  if (keepsClear(block, ground, works)) return;
  const divided = lotsOf(block, random, ground.lotScale);
  const lots = (wantsOverlap(ground, works) && withOverlap(divided, random)) || divided;
  if (lots !== divided) works.overlapsLeft--;
  const quality = ground.quality * random.spread(1, 0.3);
  const roofs: Ring[] = [];
  for (const lot of lots) {
    if (works.left === 0) break;
    const state = addParcel(lot.ring.map(bend), { ...ground, quality }, works);
    roofs.push(...roofsInState(state, roofsOf(lot.core, random)));
  }
  addArea(
    works,
    { layer: 'roof', kind: 'industrial' },
    roofs.map((roof) => roof.map(bend)),
    frame,
  );
}

// The margin is large enough that no pair is lost when the last parcels of a jurisdiction are cut off within a block.
const wantsOverlap = ({ isVillage, random }: Ground, { overlapsLeft, left }: Works): boolean =>
  overlapsLeft > 0 && !isVillage && left > 100 && random.chance(0.2);

const roofsInState = (state: ParcelState, halls: readonly Ring[]): readonly Ring[] => {
  if (state === 'idle-not-started') return [];
  return state === 'working' || state === 'empty' ? halls : halls.slice(0, Math.floor(halls.length / 2));
};

/** Whether a block must stay unbuilt; if so it is drawn green where it is dry. */
export function keepsClear(block: Ring, { frame, bend }: Ground, works: Works): boolean {
  const { territory } = works;
  const bent = block.map(bend);
  const places = bent.map((point) => inTerritory(point, frame, territory));
  if (!places.some((place) => territory.isBarred(place, 18))) return false;
  if (!places.some((place) => territory.isBarred(place, 4)))
    addArea(works, { layer: 'green', kind: 'belt' }, [bent], frame);
  return true;
}

function addParcel(ring: Ring, ground: Ground, works: Works): ParcelState {
  const { settlement, territory } = works;
  const { jurisdiction, jurisdictionId, pending, settings } = settlement;
  const areaM2 = ringArea(ring);
  const facts = drawParcelFacts(areaM2, ground.isVillage, settings.lastYear, ground.random);
  const town = territory.townIndexOf(inTerritory(middle(ring), ground.frame, territory));
  const id = works.nextParcelId++;
  works.left--;
  const number = nextNumber(works, `${town}/${ground.subArea}`);
  const letters = facts.rightKind === 'collective' ? 'JB' : 'GB';
  const code = parcelCode(jurisdiction.divisionCode, { area: town + 1, subArea: ground.subArea, letters, number });
  const { state, ...stored } = facts;
  const name = settle({ id, areaM2, facts, quality: ground.quality }, settlement);
  pending.parcels.push({
    id,
    jurisdictionId,
    townId: works.townIds[town] as number,
    parkId: ground.parkId,
    code,
    name,
    address: `${jurisdiction.towns[town]?.name ?? ''}${ground.address}${number}号（演示）`,
    geom: multiPolygonText([ring], ground.frame),
    ...stored,
    ...drawSupply(facts.suppliedOn, settlement.further),
    landTermEndsOn: drawTermEnd(facts.suppliedOn, randomFrom('land term', id)),
  });
  addProject({ parcelId: id, parcelName: name, areaM2, facts }, settlement);
  const former = facts.suppliedOn !== null && facts.suppliedOn < RECODED_ON && ground.random.chance(0.02);
  if (former) {
    const serial = nextNumber(works, `${town}/${FORMER_SUB_AREA}`);
    const formerCode = parcelCode(jurisdiction.divisionCode, {
      area: town + 1,
      subArea: FORMER_SUB_AREA,
      letters,
      number: serial,
    });
    pending.codes.push({ parcelId: id, code: formerCode, validFrom: facts.suppliedOn, validTo: LAST_DAY_OF_FORMER });
  }
  pending.codes.push({ parcelId: id, code, validFrom: former ? RECODED_ON : facts.suppliedOn, validTo: null });
  return state;
}

function addProject(site: Pick<Site, 'parcelId' | 'parcelName' | 'areaM2' | 'facts'>, settlement: Settlement): void {
  const { further, pending, projects, settings } = settlement;
  const project = drawProject({ ...site, lastYear: settings.lastYear, serial: projects }, further);
  if (!project) return;
  pending.projects.push(project);
  if (project.completedOn !== null || site.facts.completedOn !== null) settlement.projects++;
}

function nextNumber({ numbers }: Works, key: string): number {
  const number = (numbers.get(key) ?? 0) + 1;
  numbers.set(key, number);
  return number;
}
