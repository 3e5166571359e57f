import { createServer } from 'node:net';
import { readReply } from './embedded-reply.js';

/**
 * Serves one embedded database to many clients over a Unix socket.
 *
 * The database has a single backend, so clients take turns, and the turn is what makes it right: everything a client
 * sends up to its Sync (parse, bind, execute of one query) runs as one piece, and a client inside a transaction keeps
 * the turn until it ends. Taking turns message by message would bind one client's values to another's statement.
 */

const SYNC = 0x53;
const QUERY = 0x51;
const FLUSH = 0x48;
const EXECUTE = 0x45;
const TERMINATE = 0x58;
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
/** What a client hears that was put out. */
const STOOD_STILL = protocolMessage(
  'E',
  'SFATAL\0VFATAL\0C25P03\0Mthe transaction stood still while others waited for the embedded database\0',
);
/** Makes the database itself say that the statement before failed, which undoes what that statement had written. */
const FAIL_BROKEN_OFF = protocolMessage(
  'Q',
  "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'YG001', MESSAGE = 'the embedded database stopped inside the statement without saying why; its geometry library does so on some outlines'; END $$",
);

/** @param {{ db: import('@electric-sql/pglite').PGlite, path: string, maxIdleInTransactionMs: number }} options */
export function serveDatabase({ db, path, maxIdleInTransactionMs }) {
  const turns = takeTurns(db, maxIdleInTransactionMs);
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    const client = { socket, queue: [] };
    const read = messageReader((piece) => turns.submit(client, piece), socket);
    socket.on('data', read);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      turns.leave(client);
    });
  });
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(path, () => resolve(undefined));
      }),
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await turns.settled();
    },
  };
}

/**
 * Cuts the byte stream into messages and hands them on in pieces that end with Sync, Query or Flush. A Sync stands by
 * itself, because it commits: what came before it is looked at first.
 */
function messageReader(submit, socket) {
  let chunks = [];
  let length = 0;
  let wanted = 0;
  let isStarted = false;
  let piece = [];
  let isRun = false;
  const take = (bytes) => {
    const all = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    chunks = bytes === all.length ? [] : [all.subarray(bytes)];
    length -= bytes;
    return all.subarray(0, bytes);
  };
  const peek = (bytes) => {
    if (chunks.length > 1 && chunks[0].length < bytes) chunks = [Buffer.concat(chunks)];
    return chunks[0];
  };
  return (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    for (;;) {
      const head = isStarted ? 5 : 8;
      if (length < Math.max(head, wanted)) return;
      const bytes = isStarted ? 1 + peek(head).readInt32BE(1) : peek(head).readInt32BE(0);
      wanted = bytes;
      if (bytes < head) {
        socket.destroy();
        return;
      }
      if (length < bytes) return;
      wanted = 0;
      const message = take(bytes);
      if (!isStarted) {
        const request = message.readInt32BE(4);
        if (request === SSL_REQUEST || request === GSS_REQUEST) {
          socket.write('N');
          continue;
        }
        if (request === CANCEL_REQUEST) {
          socket.end();
          return;
        }
        isStarted = true;
        submit({ bytes: message, sync: null, isRun: false, isWhole: true });
        continue;
      }
      const kind = message[0];
      if (kind === TERMINATE) {
        socket.end();
        return;
      }
      const sync = kind === SYNC ? message : null;
      isRun ||= kind === EXECUTE || kind === QUERY;
      if (!sync) piece.push(message);
      if (kind === SYNC || kind === QUERY || kind === FLUSH) {
        submit({ bytes: Buffer.concat(piece), sync, isRun, isWhole: kind !== FLUSH });
        piece = [];
        isRun = false;
      }
    }
  };
}

/** Who may speak to the single backend, and when. */
function takeTurns(db, maxIdleInTransactionMs) {
  const waiting = new Set();
  let holder = null;
  let running = null;
  let watch = null;

  const next = () => {
    if (!holder) return waiting.values().next().value ?? null;
    return waiting.has(holder) ? holder : null;
  };

  /** A client takes one piece and goes to the end of the row. */
  const takePiece = (client) => {
    const piece = client.queue.shift();
    waiting.delete(client);
    if (client.queue.length > 0) waiting.add(client);
    return piece;
  };

  const run = async () => {
    for (let client = next(); client; client = next()) {
      const piece = takePiece(client);
      await execute(db, client.socket, piece).catch((error) => client.socket.destroy(error));
      holder = !piece.isWhole || db.isInTransaction() ? client : null;
      if (holder?.socket.destroyed) await release();
    }
  };

  /** Ends what the holder left open and gives the turn on. */
  const release = async () => {
    holder = null;
    if (db.isInTransaction()) await db.exec('ROLLBACK');
  };

  const start = (work) => {
    clearTimeout(watch);
    running ??= work().finally(() => {
      running = null;
      if (next()) start(run);
      else if (holder) watchIdle(holder);
    });
  };

  /** A client that sits in a transaction while others wait would stop the server for good: it is put out. */
  const watchIdle = (client) => {
    clearTimeout(watch);
    watch = setTimeout(() => {
      if (waiting.size === 0) return watchIdle(client);
      client.socket.write(STOOD_STILL);
      client.socket.destroySoon();
    }, maxIdleInTransactionMs);
    watch.unref();
  };

  return {
    submit(client, piece) {
      client.queue.push(piece);
      waiting.add(client);
      if (next()) start(run);
    },
    leave(client) {
      client.queue.length = 0;
      waiting.delete(client);
      if (holder === client && !running) start(release);
    },
    settled: async () => {
      while (running) await running;
    },
  };
}

async function execute(db, socket, { bytes, sync, isRun, isWhole }) {
  const send = (data) => {
    if (!socket.destroyed) socket.write(data);
  };
  const { reply, take } = readReply(send);
  const run = (message) => db.runExclusive(() => db.execProtocolRawStream(message, { onRawData: take }));
  socket.cork();
  try {
    if (bytes.length > 0) await run(bytes);
    const isCut = !reply.isEnded || (isWhole && !sync && !reply.ready);
    if (isRun && !reply.hasFailed && (reply.isBrokenOff || isCut)) await run(FAIL_BROKEN_OFF);
    if (sync) await run(sync);
    if (reply.ready) send(reply.ready);
  } finally {
    socket.uncork();
  }
}

/** A message of the protocol: its kind, its length, its words. */
function protocolMessage(kind, words) {
  const body = Buffer.from(`${words}\0`);
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
