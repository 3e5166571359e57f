import { connectEmbedded, type EmbeddedOptions } from './connect-embedded.ts';
import { connectServer } from './connect-server.ts';
import type { Database } from './database.ts';

/** Opens the database of the settings: the server that a URL names, else the embedded one in the data folder. */
export function connect(databaseUrl: string, embedded: EmbeddedOptions): Promise<Database> {
  return databaseUrl === '' ? connectEmbedded(embedded) : connectServer(databaseUrl);
}
