import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'yima-unpacked-';

/** Holds all that this process unpacks. Its name tells whose it is, so that one left by a killed process is known. */
export const UNPACK_HOME = join(tmpdir(), `${PREFIX}${process.pid}-${randomUUID()}`);

/** A temporary folder for what is unpacked; who asks for it removes it. */
export async function makeUnpackFolder(): Promise<string> {
  const made = await mkdir(UNPACK_HOME, { recursive: true, mode: 0o700 });
  if (made !== undefined) process.once('exit', () => rmSync(UNPACK_HOME, { recursive: true, force: true }));
  return mkdtemp(join(UNPACK_HOME, 'file-'));
}

/** Call it at start, before anything is unpacked: removes the folders of processes that are no more. */
export const removeDeadUnpackFolders = (): Promise<void> => removeLeftOf(tmpdir(), PREFIX);

/**
 * Removes from a folder what dead processes left there under `<prefix><process id>-…`. Our own number counts as dead:
 * nothing is ours yet, and in a container every process before us had it too.
 */
export async function removeLeftOf(folder: string, prefix: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (owner !== undefined && (Number(owner) === process.pid || !isAlive(Number(owner))))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
