/**
 * Reads what the embedded database answers to one piece and passes it on, so that a statement it broke off is not
 * taken for an answered one.
 *
 * The geometry library is compiled with exceptions that the database does not catch: where one is thrown, the
 * statement stops without an error. The extended protocol shows it by its end: an unknown command tag, an "empty
 * query" that was none, a portal "suspended" though all its rows were asked for, or no end at all. The simple protocol
 * does not show it in every case, so our own client never asks by it (see connect-embedded.ts).
 */

const COMMAND_COMPLETE = 0x43;
const EMPTY_QUERY = 0x49;
const ERROR = 0x45;
const PORTAL_SUSPENDED = 0x73;
const READY = 0x5a;
const HEAD_BYTES = 5;
const UNKNOWN_TAG = '???';

/**
 * @param {(bytes: Buffer) => void} pass Takes everything but false ends, and but the notices that the database is
 * ready: those the caller sends once.
 */
export function readReply(pass) {
  let kept = Buffer.alloc(0);
  let passing = 0;
  const reply = { isEnded: false, isBrokenOff: false, hasFailed: false, ready: null };

  const note = (kind, message) => {
    if (kind === READY) {
      reply.ready = message;
    } else if (isBrokenOff(kind, message)) {
      reply.isBrokenOff = true;
    } else {
      reply.isEnded = true;
      reply.hasFailed ||= kind === ERROR;
      pass(message);
    }
  };

  const take = (data) => {
    const bytes = kept.length === 0 ? Buffer.from(data) : Buffer.concat([kept, data]);
    let at = Math.min(passing, bytes.length);
    let from = 0;
    passing -= at;
    while (passing === 0 && bytes.length - at >= HEAD_BYTES) {
      const kind = bytes[at];
      const length = 1 + bytes.readInt32BE(at + 1);
      if (isNoted(kind)) {
        if (bytes.length - at < length) break;
        if (at > from) pass(bytes.subarray(from, at));
        note(kind, bytes.subarray(at, at + length));
        at += length;
        from = at;
      } else {
        const here = Math.min(length, bytes.length - at);
        passing = length - here;
        at += here;
      }
    }
    if (at > from) pass(bytes.subarray(from, at));
    kept = bytes.subarray(at);
  };
  return { reply, take };
}

const isNoted = (kind) => kind === COMMAND_COMPLETE || kind === ERROR || kind === READY || isOddEnd(kind);
/** Ends that none of our statements comes to: none is empty, and each asks for all its rows. */
const isOddEnd = (kind) => kind === EMPTY_QUERY || kind === PORTAL_SUSPENDED;
const isBrokenOff = (kind, message) =>
  isOddEnd(kind) ||
  (kind === COMMAND_COMPLETE && message.toString('latin1', HEAD_BYTES, message.length - 1) === UNKNOWN_TAG);
