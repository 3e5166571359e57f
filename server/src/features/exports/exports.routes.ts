import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { JurisdictionCode, TALLY_GROUPS, Year } from '../../contract/api.ts';
import { methodVersions } from '../../db/methods.ts';
import { filterCondition } from '../../db/parcel-filter.ts';
import { programmeOf, requireJurisdiction } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { OPEN_ACTOR } from '../../domain/scope.ts';
import { type Cell, writeCsv } from '../../formats/write-csv.ts';
import { type Sheet, writeXlsx } from '../../formats/write-xlsx.ts';
import type { Routes, Services } from '../../http/services.ts';
import { tallyLand } from '../tally/tally-land.ts';
import { type Stamp, stampLines } from './export-sheet.ts';
import { FOUND_COLUMNS, foundCells, foundRows } from './found-table.ts';
import { tallyCells, tallyColumns } from './tally-table.ts';

const Format = z.object({ format: z.enum(['csv', 'xlsx']) });
const Query = z.object({ jurisdiction: JurisdictionCode, year: Year, filter: z.string().max(4000).optional() });
type Query = z.infer<typeof Query>;
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** A table ready to go out in either form: the same rows, the same total. */
type Table = {
  readonly sheet: Sheet;
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  readonly totals: () => readonly Cell[];
};

export const exportRoutes: Routes = async (app, services) => {
  app.get(
    '/api/exports/found.:format',
    {
      schema: {
        summary: 'The found parcels as a table with its total',
        tags: ['exports'],
        params: Format,
        querystring: Query,
      },
    },
    async ({ params, query }, reply) =>
      send(reply, params.format, `found-${query.jurisdiction}-${query.year}`, await foundTable(services, query)),
  );

  app.get(
    '/api/exports/tally.:format',
    {
      schema: {
        summary: 'The tally as a table with its total',
        tags: ['exports'],
        params: Format,
        querystring: Query.extend({ by: z.enum(TALLY_GROUPS).default('town') }),
      },
    },
    async ({ params, query }, reply) => {
      const tally = await tallyLand(services.db, services.clock, OPEN_ACTOR, { ...query, filter: query.filter });
      const stamp = await stampOf(services, query);
      const columns = tallyColumns(query.by);
      return send(reply, params.format, `tally-${query.jurisdiction}-${query.year}-${query.by}`, {
        sheet: {
          name: '统计',
          title: `${stamp.jurisdiction.name}可腾出低效工业用地统计（${query.year}年度）`,
          notes: stampLines({ ...stamp, filter: query.filter ?? '全部' }),
          columns,
          totalLabel: '合计',
        },
        rows: tally.rows.map((row) => tallyCells(row, query.by)),
        totals: () => ['合计', ...tallyCells(tally.total, query.by).slice(1)],
      });
    },
  );
};

async function stampOf({ db, clock }: Services, query: Query): Promise<Stamp> {
  const jurisdiction = await requireJurisdiction(db, OPEN_ACTOR.scope, query.jurisdiction);
  return {
    jurisdiction,
    programme: await programmeOf(db, jurisdiction.id),
    year: query.year,
    filter: query.filter,
    revision: (await currentRevision(db)).id,
    methods: await methodVersions(db, jurisdiction.id, query.year),
    at: clock(),
  };
}

async function foundTable(services: Services, query: Query): Promise<Table> {
  filterCondition(query.filter); // A filter that cannot be read is refused before the first byte goes out.
  const stamp = await stampOf(services, query);
  let count = 0;
  let muHundredths = 0;
  async function* rows(): AsyncGenerator<Cell[]> {
    const question = { jurisdictionId: stamp.jurisdiction.id, year: query.year, filter: query.filter };
    for await (const row of foundRows(services.db, OPEN_ACTOR.scope, question)) {
      count += 1;
      muHundredths += row.muHundredths;
      yield foundCells(row, count);
    }
  }
  return {
    sheet: {
      name: '认定清单',
      title: `${stamp.jurisdiction.name}低效工业用地认定清单（${query.year}年度）`,
      notes: stampLines(stamp),
      columns: FOUND_COLUMNS,
      totalLabel: '合计',
    },
    rows: rows(),
    totals: () => ['合计', `${count} 宗`, null, null, null, muHundredths / 100],
  };
}

function send(reply: FastifyReply, format: 'csv' | 'xlsx', name: string, table: Table): FastifyReply {
  reply
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('cache-control', 'private, no-store')
    .type(TYPES[format]);
  return reply.send(format === 'xlsx' ? writeXlsx(table.sheet, table.rows, table.totals) : writeCsv(csvLines(table)));
}

async function* csvLines({ sheet, rows, totals }: Table): AsyncGenerator<readonly Cell[]> {
  yield [sheet.title];
  for (const note of sheet.notes) yield [note];
  yield sheet.columns.map((column) => column.header);
  for await (const row of rows) yield printed(sheet, row);
  yield printed(sheet, totals());
}

/** A row as it is printed where no cell format can do it: two decimals where the column has them, every column present. */
const printed = (sheet: Sheet, row: readonly Cell[]): Cell[] =>
  sheet.columns.map((column, index) => {
    const cell = row[index] ?? null;
    return typeof cell === 'number' && column.format?.endsWith('.00') ? cell.toFixed(2) : cell;
  });
