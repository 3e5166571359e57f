import { createServer } from 'node:net';

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
const TERMINATE = 0x58;
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;

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

/** Cuts the byte stream into messages and hands them on in pieces that end with Sync, Query or Flush. */
function messageReader(submit, socket) {
  let chunks = [];
  let length = 0;
  let wanted = 0;
  let isStarted = false;
  let piece = [];
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
        submit({ bytes: message, isWhole: true });
        continue;
      }
      const kind = message[0];
      if (kind === TERMINATE) {
        socket.end();
        return;
      }
      piece.push(message);
      if (kind === SYNC || kind === QUERY || kind === FLUSH) {
        submit({ bytes: piece.length === 1 ? message : Buffer.concat(piece), isWhole: kind !== FLUSH });
        piece = [];
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
      const { bytes, isWhole } = takePiece(client);
      await execute(db, client.socket, bytes).catch((error) => client.socket.destroy(error));
      holder = !isWhole || db.isInTransaction() ? client : null;
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
      client.socket.write(
        errorMessage('25P03', 'the transaction stood still while others waited for the embedded database'),
      );
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

async function execute(db, socket, bytes) {
  socket.cork();
  try {
    await db.runExclusive(() =>
      db.execProtocolRawStream(bytes, {
        onRawData: (data) => {
          if (!socket.destroyed) socket.write(Buffer.from(data));
        },
      }),
    );
  } finally {
    socket.uncork();
  }
}

/** A FATAL ErrorResponse as the protocol writes it. */
function errorMessage(code, words) {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${words}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
