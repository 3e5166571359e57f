import { Problem } from '../../contract/problem.ts';
import type { Database } from '../../db/database.ts';
import { currentRevision, type Revision } from '../../db/revision.ts';

/** The newest revision as this process knows it. */
export type KnownRevision = {
  /** Reads it from the database. */
  readonly read: () => Promise<Revision>;
  /** The revision, if it is the one asked for. Errors: Problem revision-unknown, revision-superseded. */
  readonly require: (asked: number) => Promise<Revision>;
  /** Whether it is believed to be the newest without asking the database. */
  readonly isNewest: (asked: number) => boolean;
};

/** For so long a revision is believed to be the newest; whoever makes a tile checks it against the snapshot anyway. */
const BELIEVED_MS = 1000;

export function knownRevision(db: Database): KnownRevision {
  let known: Revision | null = null;
  let readAt = 0;
  let reading: Promise<Revision> | null = null;
  const read = (): Promise<Revision> => {
    reading ??= currentRevision(db)
      .then((revision) => {
        known = revision;
        readAt = performance.now();
        return revision;
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  const isFresh = (): boolean => performance.now() - readAt < BELIEVED_MS;
  const require = async (asked: number): Promise<Revision> => {
    const revision = known !== null && isFresh() && asked <= known.id ? known : await read();
    if (asked > revision.id)
      throw new Problem(
        'revision-unknown',
        `The newest revision is ${revision.id}; ${asked} is not known. ${CURE}`,
        'revision',
      );
    if (asked < revision.id) throw superseded(asked, revision.id);
    return revision;
  };
  return { read, require, isNewest: (asked) => known?.id === asked && isFresh() };
}

const CURE = 'Read the TileJSON again.';

/** Tiles of old revisions are not kept: the data under them is gone. */
export const superseded = (asked: number, newest: number): Problem =>
  new Problem('revision-superseded', `Revision ${asked} has been followed by ${newest}. ${CURE}`, 'revision');
