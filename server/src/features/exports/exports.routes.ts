import { z } from 'zod';
import { TALLY_GROUPS, type Tally } from '../../contract/api.ts';
import { PAPER_WORDS } from '../../contract/paper-words.ts';
import { FilterText, JurisdictionCode, oneOf, Year } from '../../contract/parameters.ts';
import { TriedText } from '../../contract/what-if.ts';
import type { Connection } from '../../db/database.ts';
import { methodVersions } from '../../db/methods.ts';
import { readFilterText } from '../../db/parcel-filter.ts';
import { programmeOf, requireJurisdiction, requireYear, townNames } from '../../db/places.ts';
import { currentRevision } from '../../db/revision.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import { filterWords, type NameOf } from '../../domain/filter-words.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Cell } from '../../formats/write-csv.ts';
import { refusals } from '../../http/replies.ts';
import type { FeatureServices, Routes } from '../../http/services.ts';
import { tallyBeside } from '../tally/tally-land.ts';
import { asksForFound } from './asks-for-found.ts';
import { type Stamp, stampLines } from './export-sheet.ts';
import { AREA_HEADER, FOUND_COLUMNS, foundCells, foundRows } from './found-table.ts';
import { ReasonQuery, recordTable, takenBy, takenFor } from './record-export.ts';
import { sendTable, TABLE_FILE, type Table, TableFormat } from './send-table.ts';
import { tallyCells, tallyColumns } from './tally-table.ts';
import { triedWords } from './tried-words.ts';

const Query = z.object({ jurisdiction: JurisdictionCode, year: Year, filter: FilterText.optional() });
type Query = z.infer<typeof Query>;
const FoundQuery = Query.extend({ tried: TriedText.optional(), ...ReasonQuery.shape });
type FoundQuery = z.infer<typeof FoundQuery>;
const RESPONSE = {
  ...TABLE_FILE,
  ...refusals('filter-invalid', 'jurisdiction-not-found', 'year-without-data'),
};

export const exportRoutes: Routes = async (app, services) => {
  app.get(
    '/api/exports/found.:format',
    {
      config: { action: 'see-figures', rate: 'costly' },
      schema: {
        operationId: 'exportFound',
        summary: 'The found parcels as a table with its total',
        tags: ['exports'],
        params: TableFormat,
        querystring: FoundQuery,
        response: {
          ...RESPONSE,
          ...refusals(
            'filter-invalid',
            'jurisdiction-not-found',
            'year-without-data',
            'rule-not-found',
            'reason-needed',
          ),
        },
      },
    },
    async ({ params, query, actor }, reply) =>
      sendTable(
        reply,
        params.format,
        `${query.tried === undefined ? '' : 'what-if-'}found-${query.jurisdiction}-${query.year}`,
        await foundTable(services, actor, { ...query, ...params }),
      ),
  );

  app.get(
    '/api/exports/tally.:format',
    {
      config: { action: 'see-figures', rate: 'costly' },
      schema: {
        operationId: 'exportTally',
        summary: 'The tally as a table with its total',
        tags: ['exports'],
        params: TableFormat,
        querystring: Query.extend({ by: oneOf(TALLY_GROUPS).default('town') }),
        response: RESPONSE,
      },
    },
    async ({ params, query, actor }, reply) =>
      sendTable(
        reply,
        params.format,
        `tally-${query.jurisdiction}-${query.year}-${query.by}`,
        await tallyTable(services, actor, { ...query, ...params }),
      ),
  );
};

type StampOf = Pick<Stamp, 'by'> & {
  readonly clock: () => Date;
  readonly query: FoundQuery;
  readonly everything: string;
};

/** What the head of a table says, as of the moment at which the table is read. */
async function stampOf(db: Connection, { scope }: Actor, { clock, query, everything, by }: StampOf): Promise<Stamp> {
  const jurisdiction = await requireJurisdiction(db, scope, query.jurisdiction);
  await requireYear(db, jurisdiction, query.year);
  const filter = readFilterText(query.filter);
  const programme = await programmeOf(db, jurisdiction.id);
  const towns = await townNames(db, jurisdiction.id);
  const nameOf: NameOf = (property, value) => (property === 'town' ? towns.get(String(value)) : undefined);
  return {
    jurisdiction,
    programme,
    tried: query.tried === undefined ? null : triedWords(programme, query.tried),
    year: query.year,
    filter: filter === null ? everything : filterWords(filter, PAPER_WORDS, nameOf),
    revision: (await currentRevision(db)).id,
    methods: await methodVersions(db, jurisdiction.id, query.year),
    at: clock(),
    by,
  };
}

type TallyAsk = Query & { readonly by: Tally['by']; readonly format: string };

async function tallyTable(services: FeatureServices, actor: Actor, query: TallyAsk): Promise<Table> {
  const readStamp = (moment: Connection) =>
    stampOf(moment, actor, { clock: services.clock, query, everything: '全部', by: takenBy(actor) });
  const asked = { ...query, filter: query.filter };
  const { tally, beside: stamp } = await tallyBeside(services, actor, asked, readStamp);
  const table = {
    sheet: {
      name: '统计',
      title: `${stamp.jurisdiction.name}可腾出低效工业用地统计（${query.year}年度）`,
      notes: stampLines(stamp),
      columns: tallyColumns(query.by),
      totalLabel: '合计',
    },
    rows: tally.rows.map((row) => tallyCells(row, query.by)),
    totals: () => ['合计', ...tallyCells(tally.total, query.by).slice(1)],
  };
  const { year, filter, format } = query;
  const file = {
    subject: 'tally',
    jurisdictionId: stamp.jurisdiction.id,
    format,
    asked: { year, by: query.by, filter },
  };
  return recordTable(services, actor, file, table);
}

type FoundAsk = FoundQuery & { readonly format: string };

async function foundTable({ db, clock }: FeatureServices, actor: Actor, query: FoundAsk): Promise<Table> {
  const by = takenFor(actor, query.reason);
  const filter = readFilterText(query.filter); // One that cannot be read is refused before the first byte goes out.
  const stamp = await inSnapshot(db, (moment) =>
    stampOf(moment, actor, { clock, query, everything: '低效用地或疑似闲置', by }),
  );
  const isOfFound = filter === null || asksForFound(filter);
  let count = 0;
  let muHundredths = 0;
  async function* rows(): AsyncGenerator<Cell[]> {
    const question = {
      jurisdictionId: stamp.jurisdiction.id,
      year: query.year,
      filter: query.filter,
      revision: stamp.revision,
    };
    for await (const row of foundRows(db, actor.scope, question)) {
      count += 1;
      muHundredths += row.muHundredths;
      yield foundCells(row, count);
    }
  }
  const table = {
    sheet: {
      name: stamp.tried === null ? (isOfFound ? '认定清单' : '宗地清单') : '试算清单',
      title: `${stamp.jurisdiction.name}${titleOf(stamp, isOfFound)}（${query.year}年度）`,
      notes: stampLines(stamp),
      columns: FOUND_COLUMNS,
      totalLabel: '合计',
    },
    rows: rows(),
    totals: () =>
      FOUND_COLUMNS.map(({ header }, index) => {
        if (index === 0) return '合计';
        if (index === 1) return `${count} 宗`;
        return header === AREA_HEADER ? muHundredths / 100 : null;
      }),
  };
  const { year, tried, format, reason } = query;
  const file = { subject: 'found', jurisdictionId: stamp.jurisdiction.id, format, reason };
  return recordTable({ db, clock }, actor, { ...file, asked: { year, tried, filter: query.filter } }, table);
}

/** What a list may call itself: land that a tried rule would find has not been found. */
function titleOf({ tried }: Stamp, isOfFound: boolean): string {
  if (tried !== null) return '低效工业用地试算清单';
  return isOfFound ? '低效工业用地认定清单' : '工业宗地清单';
}
