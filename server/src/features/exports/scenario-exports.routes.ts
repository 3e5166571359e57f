import { z } from 'zod';
import { oneOf, RowId } from '../../contract/parameters.ts';
import type { Connection } from '../../db/database.ts';
import { methodVersions } from '../../db/methods.ts';
import { programmeOf, requireWhole } from '../../db/places.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import type { Actor } from '../../domain/scope.ts';
import { writeGeoJson, writeGeoPackage, writeShapefiles } from '../../formats/write-geodata.ts';
import { file, refusals } from '../../http/replies.ts';
import type { Routes } from '../../http/services.ts';
import { readScenarioPaper, type ScenarioPaper } from '../scenarios/read-scenario-paper.ts';
import type { Stamp } from './export-sheet.ts';
import { ReasonQuery, recordExport, takenFor } from './record-export.ts';
import { scenarioLayers } from './scenario-layers.ts';
import { scenarioTable } from './scenario-table.ts';
import { sendTable } from './send-table.ts';

const GEO_TYPES = {
  geojson: 'application/geo+json',
  gpkg: 'application/geopackage+sqlite3',
  zip: 'application/zip',
} as const;
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const WRITERS = { geojson: writeGeoJson, gpkg: writeGeoPackage, zip: writeShapefiles } as const;

/** A scenario as files that other programs take. */
export const scenarioExportRoutes: Routes = async (app, { db, clock }) => {
  app.get(
    '/api/exports/scenarios/:id.:format',
    {
      config: { action: 'export', rate: 'costly' },
      schema: {
        operationId: 'exportScenario',
        summary: 'A scenario as geodata or as the list of its parcels',
        description:
          'geojson, gpkg and zip (Shapefiles) hold the boundary with its headline figures and the counted parcels, in CGCS2000; xlsx holds the parcels with a total that is their sum. All of it is as it was measured, by the revision that they name.',
        tags: ['exports'],
        params: z.object({ id: RowId, format: oneOf(['geojson', 'gpkg', 'zip', 'xlsx']) }),
        querystring: ReasonQuery,
        response: {
          200: file('The file, as an attachment', ...Object.values(GEO_TYPES), SHEET_TYPE),
          ...refusals('scenario-not-found', 'scenario-deleted', 'reason-needed'),
        },
      },
    },
    async ({ params: { id, format }, query: { reason }, actor }, reply) => {
      const by = takenFor(actor, reason);
      const { paper, stamp } = await inSnapshot(db, async (moment) => {
        const read = await readScenarioPaper(moment, actor, id, clock());
        return { paper: read, stamp: { ...(await stampOf(moment, actor, read, clock())), by } };
      });
      const name = `scenario-${id}-v${paper.scenario.version}`;
      const { scenario, parcels } = paper;
      const asked = { scenario: scenario.name, version: scenario.version, year: scenario.year };
      const taken = { subject: `scenarios/${id}`, jurisdictionId: stamp.jurisdiction.id, format, reason, asked };
      await recordExport({ db, clock }, actor, taken, parcels.length);
      if (format === 'xlsx') return sendTable(reply, 'xlsx', name, scenarioTable(paper, stamp));
      const content = await WRITERS[format](scenarioLayers(paper, stamp));
      return reply
        .header('content-disposition', `attachment; filename="${name}.${format}"`)
        .header('cache-control', 'private, no-store')
        .type(GEO_TYPES[format])
        .send(content);
    },
  );
};

/** What the head of the papers says; the revision is that of the measure. */
async function stampOf(
  db: Connection,
  { scope }: Actor,
  { scenario }: ScenarioPaper,
  at: Date,
): Promise<Omit<Stamp, 'by'>> {
  const jurisdiction = await requireWhole(db, scope, scenario.jurisdiction);
  return {
    jurisdiction,
    programme: await programmeOf(db, jurisdiction.id),
    tried: null,
    year: scenario.year,
    filter: `方案“${scenario.name}”计入的宗地`,
    revision: scenario.revision,
    methods: await methodVersions(db, jurisdiction.id, scenario.year),
    at,
  };
}
