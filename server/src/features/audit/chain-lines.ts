import type { Connection } from '../../db/database.ts';
import type { Cell } from '../../formats/write-csv.ts';
import { type ChainLink, findLinks } from './audit.queries.ts';

const PAGE = 1000;

/** The whole record from its beginning, each entry with all that its hash is made of. */
export async function* chain(db: Connection): AsyncGenerator<ChainLink> {
  for (let page = await findLinks(db, 0, PAGE); page.length > 0; page = await findLinks(db, page.at(-1)?.id ?? 0, PAGE))
    yield* page;
}

/** One JSON object a line. */
export async function* chainLines(db: Connection): AsyncGenerator<string> {
  for await (const link of chain(db)) yield `${JSON.stringify(link)}\n`;
}

const COLUMNS = [
  ...(['id', 'atUs', 'userId', 'actor', 'kind', 'jurisdictionId', 'subject', 'details'] as const),
  ...(['prevHash', 'hash'] as const),
];

/** The same as a table with its head. */
export async function* chainTable(db: Connection): AsyncGenerator<readonly Cell[]> {
  yield COLUMNS;
  for await (const link of chain(db)) yield COLUMNS.map((column) => link[column]);
}
