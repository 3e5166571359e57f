import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeLeftOf } from '../../server/src/formats/unpack-folder.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yg-left-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** More than Linux, macOS or Windows give. */
const DEAD = 999_999_999;

it('removes what dead processes and earlier ones of our number left, and nothing of the living', async () => {
  await mkdir(join(folder, `left-${DEAD}-a`));
  for (const name of [
    `left-${DEAD}-a/x`,
    `left-${process.pid}-b`,
    `left-${process.ppid}-c`,
    `other-${DEAD}-d`,
    'left-e',
  ])
    await writeFile(join(folder, name), '');
  await removeLeftOf(folder, 'left-');
  expect((await readdir(folder)).sort()).toEqual(['left-e', `left-${process.ppid}-c`, `other-${DEAD}-d`].sort());
  await removeLeftOf(join(folder, 'not-there'), '');
});
