import { randomFrom } from '../../domain/random.ts';
import { buildBlock, keepsClear } from './build-block.ts';
import { addConstraints } from './build-constraints.ts';
import { inventedRoadName } from './codes.ts';
import { type Cell, type EstatePlan, planEstate } from './estate.ts';
import { localFrame, multiPolygonText } from './local-frame.ts';
import { densified, inset, leftOf, middle, type Ring } from './polygon.ts';
import { housesOf } from './roofs.ts';
import type { Site } from './sites.ts';
import { addArea, addLine, type Ground, inTerritory, type Works } from './works.ts';

/** Sub-areas of parks are numbered from 1; those above are kept for villages and for former codes. */
const MOST_PARK_SUB_AREAS = 800;

/**
 * Builds an estate with its streets: its first cells are parks, what is left is the town quarter beside them.
 * Returns its ring road in metres of the territory.
 */
export async function buildEstate(site: Site, works: Works): Promise<Ring> {
  const random = randomFrom('estate', works.settlement.jurisdiction.code, works.seed, site.index);
  const plan = planEstate(site, random);
  const ground: Ground = {
    frame: localFrame(site.centre),
    bend: plan.bend,
    random,
    lotScale: site.lotScale,
    subArea: 1,
    parkId: null,
    isVillage: false,
    address: '',
    quality: 1,
  };
  addStreets(plan, ground, works);
  addConstraints(site, ground, works);
  for (const [index, cell] of plan.cells.entries()) {
    const name = site.parks[index];
    if (name === undefined) buildQuarter(cell, ground, works);
    else await buildPark(cell, { name, serial: site.firstPark + index }, ground, works);
  }
  return plan.ringRoad.map((point) => inTerritory(plan.bend(point), ground.frame, works.territory));
}

type Park = { readonly name: string; readonly serial: number };

async function buildPark(cell: Cell, { name, serial }: Park, ground: Ground, works: Works): Promise<void> {
  const { territory, settlement } = works;
  const { frame, bend, random } = ground;
  const plate = cell.plate.map(bend);
  const town = territory.townIndexOf(inTerritory(middle(plate), frame, territory));
  const geom = multiPolygonText([plate], frame);
  const parkId = await works.savePark({ townId: works.townIds[town] as number, name, geom });
  const controlled = controlledPart(cell.plate, serial).map(bend);
  if (controlled.length > 2) {
    const outline = multiPolygonText([controlled], frame);
    const { jurisdictionId } = settlement;
    settlement.pending.constraints.push({ jurisdictionId, layer: 'control-line', name, geom: outline });
  }
  const subArea = 1 + (serial % MOST_PARK_SUB_AREAS);
  const park = { ...ground, parkId, subArea, address: name, quality: random.spread(1, 0.22) };
  for (const block of cell.blocks) {
    if (works.left === 0) break;
    buildBlock(block, park, works);
    await works.flush();
  }
}

/** The control line goes around most parks, leaves part of every fourth outside, and every ninth wholly. */
function controlledPart(plate: Ring, serial: number): Ring {
  if (serial % 9 === 8) return [];
  const drawn = inset(plate, 8);
  return serial % 4 === 2 ? densified(leftOf(drawn, { at: middle(drawn), angle: 0.4 }, -260), 80, true) : drawn;
}

/** Houses and small greens: the town beside the parks. */
function buildQuarter(cell: Cell, ground: Ground, works: Works): void {
  const { frame, bend, random } = ground;
  for (const block of cell.blocks) {
    if (keepsClear(block, ground, works)) continue;
    if (random.chance(0.12)) {
      addArea(works, { layer: 'green', kind: 'park' }, [block.map(bend)], frame);
      continue;
    }
    const houses = housesOf(block, random).map((house) => house.map(bend));
    addArea(works, { layer: 'roof', kind: 'residential' }, houses, frame);
  }
}

function addStreets(plan: EstatePlan, { frame, bend, random }: Ground, works: Works): void {
  const { territory } = works;
  let serial = random.whole(0, 1000);
  for (const { kind, rank, path } of plan.streets) {
    const bent = path.map(bend);
    const isCrossing =
      kind === 'street' && bent.some((point) => territory.isBarred(inTerritory(point, frame, territory), 10));
    if (isCrossing) continue;
    const name = rank === 0 ? { name: inventedRoadName(serial++, kind === 'arterial' ? '大道' : '路') } : {};
    addLine(works, { layer: 'road', kind, ...name }, bent, frame);
  }
}
