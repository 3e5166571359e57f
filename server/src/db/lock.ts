import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const Holder = z.object({ pid: z.int(), host: z.string(), processStart: z.string().nullable(), since: z.string() });
type Holder = z.infer<typeof Holder>;

/** The folder is in use by another process. The words name it and the cure. */
export class FolderInUse extends Error {
  constructor(words: string) {
    super(words);
    this.name = 'FolderInUse';
  }
}

/**
 * Takes a data folder for this process alone and returns the function that gives it back.
 * The embedded database has no guard of its own: a second process would open the same files and spoil them.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock');
  const mine = join(folder, `lock.${randomUUID()}`);
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    processStart: await processStart(process.pid),
    since: new Date().toISOString(),
  };
  await writeFile(mine, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  try {
    if (!(await placed(mine, path))) {
      await setAsideIfDead(path, folder);
      if (!(await placed(mine, path)))
        throw new FolderInUse(`Another process took the data folder ${folder} at this very moment. Start again.`);
    }
  } finally {
    await rm(mine, { force: true });
  }
  return async () => {
    await rm(path, { force: true });
  };
}

/** A hard link is made whole or not at all, so two starts at once cannot both succeed. */
async function placed(mine: string, path: string): Promise<boolean> {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function setAsideIfDead(path: string, folder: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return;
  const holder = readHolder(text);
  if (holder && (await isHeld(holder))) throw new FolderInUse(inUseWords(folder, path, holder));
  const aside = join(folder, `lock.${randomUUID()}`);
  try {
    await rename(path, aside);
    const moved = await readFile(aside, 'utf8');
    if (moved !== text) await link(aside, path); // A new holder came between the reading and the moving: its lock goes back.
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function inUseWords(folder: string, path: string, holder: Holder): string {
  const who = `process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}, since ${holder.since}`;
  const cure =
    holder.host === hostname()
      ? `Stop it first (kill ${holder.pid}), or choose another folder with --data-dir or DATA_DIR.`
      : `Stop it there first, or choose another folder with --data-dir or DATA_DIR. If that machine no longer runs it, delete ${path}.`;
  return `The data folder ${folder} is in use by ${who}. ${cure}`;
}

function readHolder(text: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return null; // Cut short by a crash while it was written: nobody holds it.
  }
}

async function isHeld(holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return true;
  if (!isAlive(holder.pid)) return false;
  const start = await processStart(holder.pid);
  return start === null || holder.processStart === null || start === holder.processStart;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** When a process began, as its system counts: tells a living holder from a stranger that was given its number. Null where the system does not say. */
async function processStart(pid: number): Promise<string | null> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot}/${fields[19]}`;
  } catch {
    return null;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
