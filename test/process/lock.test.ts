import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder } from '../../server/src/db/lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yg-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (holder: object) => writeFile(join(folder, 'lock'), JSON.stringify(holder));
const holder = { pid: process.pid, host: hostname(), processStart: null, since: '2026-01-01T00:00:00Z' };

describe('the lock of a data folder', () => {
  it('refuses a second holder, naming the process and the cure', async () => {
    const unlock = await lockFolder(folder);
    const refused = lockFolder(folder);
    await expect(refused).rejects.toThrow(FolderInUse);
    await expect(refused).rejects.toThrow(`in use by process ${process.pid}`);
    await expect(refused).rejects.toThrow(`kill ${process.pid}`);
    await unlock();
    await (await lockFolder(folder))();
    expect(await readdir(folder)).toEqual([]);
  });

  it('lets one of many that start at once through', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is taken over from a process that is dead', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await write({ ...holder, pid });
    await (await lockFolder(folder))();
  });

  it.runIf(process.platform === 'linux')(
    'is taken over where a stranger has the number of the dead process',
    async () => {
      await write({ ...holder, processStart: 'another boot/1' });
      await (await lockFolder(folder))();
    },
  );

  it('is taken over where a crash cut its file short', async () => {
    await writeFile(join(folder, 'lock'), '{"pid": 12');
    await (await lockFolder(folder))();
  });

  it('is never taken over from another machine, whose processes cannot be seen', async () => {
    await write({ ...holder, pid: 1, host: 'other-machine' });
    await expect(lockFolder(folder)).rejects.toThrow(/process 1 on other-machine.*delete .*lock/);
    expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toMatchObject({ host: 'other-machine' });
  });
});
