import pg from 'pg';

/**
 * A pool whose broken connections end no process. A dead connection is replaced on the next query, and a query under way
 * is told by its own rejection; without a listener the same error, sent a second time as an event, would stop the server.
 */
export function openPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings);
  const ignore = (): void => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}
