import { parcelCode } from './codes.ts';
import { type Bend, blockLots, type EstatePlan, planEstate } from './estate.ts';
import { type LocalFrame, lineText, localFrame, multiPolygonText } from './local-frame.ts';
import { roofsOf } from './lots.ts';
import { drawParcelFacts } from './parcel-facts.ts';
import { distance, middle, type Point, type Ring, ringArea } from './polygon.ts';
import { type Random, randomFrom } from './random.ts';
import { type Site, sitesFor } from './sites.ts';
import { type Settlement, settle } from './tenancy.ts';
import type { Territory } from './territory.ts';

/** One jurisdiction under construction. */
export type Works = {
  readonly settlement: Settlement;
  readonly territory: Territory;
  readonly townIds: readonly number[];
  readonly seed: number;
  /** Parcels still to be made. */
  left: number;
  nextParcelId: number;
  readonly numbers: Map<string, number>;
  /** Writes what is pending once there is enough of it. */
  readonly flush: () => Promise<void>;
  readonly savePark: (park: { townId: number; name: string; geom: string }) => Promise<number>;
};

/** Ground on which lots are laid out: its frame, its bend, who it belongs to. */
type Ground = {
  readonly frame: LocalFrame;
  readonly bend: Bend;
  readonly random: Random;
  readonly lotScale: number;
  readonly parkId: number | null;
  readonly isVillage: boolean;
  readonly address: string;
};

/** Builds estates, then scattered village workshops, until the jurisdiction has its parcels. */
export async function buildJurisdiction(works: Works): Promise<void> {
  const { settlement, territory, seed } = works;
  const total = works.left;
  const built: Site[] = [];
  const inEstates = Math.round(total * (1 - settlement.settings.scatteredShare));
  for (const site of sitesFor(settlement.jurisdiction, territory, inEstates, seed)) {
    if (works.left === 0) return;
    await buildEstate(site, works);
    built.push(site);
  }
  await buildVillages(built, works);
}

async function buildEstate(site: Site, works: Works): Promise<void> {
  const { settlement, territory } = works;
  const random = randomFrom('estate', settlement.jurisdiction.code, works.seed, site.index);
  const plan = planEstate(site, random);
  const frame = localFrame(site.centre);
  addStreets(plan, frame, works);
  for (const [index, cell] of plan.cells.entries()) {
    const name = site.parks[index];
    if (name === undefined) continue;
    const plate = cell.plate.map(plan.bend);
    const geom = multiPolygonText([plate], frame);
    const town = townAt(middle(plate), frame, territory);
    const parkId = await works.savePark({ townId: works.townIds[town] as number, name, geom });
    settlement.pending.controlLines.push({ jurisdictionId: settlement.jurisdictionId, name, geom });
    const ground = { frame, bend: plan.bend, random, lotScale: site.lotScale, parkId, isVillage: false, address: name };
    for (const block of cell.blocks) {
      if (works.left === 0) break;
      buildBlock(block, ground, works);
      await works.flush();
    }
  }
}

function addStreets(plan: EstatePlan, frame: LocalFrame, { settlement, territory }: Works): void {
  for (const { kind, path } of plan.streets) {
    const bent = path.map(plan.bend);
    const crosses = kind === 'street' && bent.some((point) => territory.isBarred(across(point, frame, territory), 10));
    if (crosses) continue;
    const geom = lineText(bent, frame);
    settlement.pending.base.push({ jurisdictionId: settlement.jurisdictionId, layer: 'road', kind, name: null, geom });
  }
}

const across = (point: Point, frame: LocalFrame, territory: Territory): Point =>
  territory.frame.metres(frame.lonLat(point));

const townAt = (point: Point, frame: LocalFrame, territory: Territory): number =>
  territory.townIndexOf(across(point, frame, territory));

function buildBlock(block: Ring, ground: Ground, works: Works): void {
  const { settlement, territory } = works;
  const { frame, bend, random } = ground;
  const bent = block.map(bend);
  const isBarred = bent.some((point) => territory.isBarred(across(point, frame, territory), 18));
  if (isBarred) {
    const geom = multiPolygonText([bent], frame);
    const isDry = !bent.some((point) => territory.isBarred(across(point, frame, territory), 4));
    if (isDry)
      settlement.pending.base.push({
        jurisdictionId: settlement.jurisdictionId,
        layer: 'green',
        kind: '',
        name: null,
        geom,
      });
    return;
  }
  const roofs: Ring[] = [];
  for (const lot of blockLots(block, random, ground.lotScale)) {
    if (works.left === 0) break;
    const ring = lot.ring.map(bend);
    const state = addParcel(ring, ground, works);
    if (state === 'idle-not-started') continue;
    const halls = roofsOf(lot.core, random);
    const isUnderWay = state === 'idle-stopped' || state === 'half-built' || state === 'building';
    roofs.push(...(isUnderWay ? halls.slice(0, Math.floor(halls.length / 2)) : halls).map((roof) => roof.map(bend)));
  }
  if (roofs.length === 0) return;
  const geom = multiPolygonText(roofs, frame);
  settlement.pending.base.push({
    jurisdictionId: settlement.jurisdictionId,
    layer: 'roof',
    kind: '',
    name: null,
    geom,
  });
}

function addParcel(ring: Ring, ground: Ground, works: Works) {
  const { settlement, territory } = works;
  const areaM2 = ringArea(ring);
  const facts = drawParcelFacts(areaM2, ground.isVillage, settlement.settings.lastYear, ground.random);
  const town = townAt(middle(ring), ground.frame, territory);
  const id = works.nextParcelId++;
  works.left--;
  const letters = facts.rightKind === 'collective' ? 'JB' : 'GB';
  const subArea = ground.parkId === null ? 900 : 1 + (ground.parkId % 800);
  const number = (works.numbers.get(`${town}/${subArea}`) ?? 0) + 1;
  works.numbers.set(`${town}/${subArea}`, number);
  const code = parcelCode(settlement.jurisdiction.divisionCode, town + 1, subArea, letters, number);
  const name = settle({ id, areaM2, facts }, settlement);
  const { state, ...stored } = facts;
  settlement.pending.parcels.push({
    id,
    jurisdictionId: settlement.jurisdictionId,
    townId: works.townIds[town] as number,
    parkId: ground.parkId,
    code,
    name,
    address: `${settlement.jurisdiction.towns[town]?.name ?? ''}${ground.address}${number}号（演示）`,
    geom: multiPolygonText([ring], ground.frame),
    ...stored,
  });
  settlement.pending.codes.push({ parcelId: id, code, validFrom: facts.suppliedOn, validTo: null });
  return state;
}

async function buildVillages(sites: readonly Site[], works: Works): Promise<void> {
  const { settlement, territory } = works;
  const random = randomFrom('villages', settlement.jurisdiction.code, works.seed);
  const taken = sites.map((site) => ({
    at: territory.frame.metres(site.centre),
    reach: Math.hypot(site.widthM, site.heightM) / 2 + 450,
  }));
  const [east, north] = [0, 1].map((axis) => Math.max(...territory.outline.map((point) => point[axis as 0 | 1]))) as [
    number,
    number,
  ];
  let tries = 0;
  while (works.left > 0) {
    const at: Point = [random.between(-east, east), random.between(-north, north)];
    const isCrowded = taken.some((place) => distance(place.at, at) < place.reach);
    // After many misses the outline is full: the rest goes beyond it rather than nowhere.
    const isAllowed = territory.isInside(at) || tries > 20_000;
    tries++;
    if (isCrowded || !isAllowed || territory.isBarred(at, 320)) continue;
    taken.push({ at, reach: 700 });
    buildVillage(territory.frame.lonLat(at), random, works);
    await works.flush();
  }
}

/** A few workshops along a lane. */
function buildVillage(centre: Point, random: Random, works: Works): void {
  const shape = {
    widthM: random.between(190, 420),
    heightM: random.between(150, 260),
    angle: random.between(0, Math.PI),
    cells: 1,
    lotScale: 0.62,
  };
  const plan = planEstate(shape, random);
  const frame = localFrame(centre);
  const [lane] = plan.streets;
  if (lane) {
    const path = lane.path.slice(0, Math.ceil(lane.path.length / 2)).map(plan.bend);
    works.settlement.pending.base.push({
      jurisdictionId: works.settlement.jurisdictionId,
      layer: 'road',
      kind: 'street',
      name: null,
      geom: lineText(path, frame),
    });
  }
  const ground = {
    frame,
    bend: plan.bend,
    random,
    lotScale: 0.62,
    parkId: null,
    isVillage: true,
    address: '村二产留地',
  };
  for (const cell of plan.cells) for (const block of cell.blocks) if (works.left > 0) buildBlock(block, ground, works);
}
