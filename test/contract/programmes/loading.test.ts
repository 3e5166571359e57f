import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readProgrammeFiles } from '../../../server/src/features/programmes/programme-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yg-programmes-'));
  await cp(new URL('../../../data/programmes/zhuji-2021.json', import.meta.url), join(folder, 'zhuji-2021.json'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const load = () => readProgrammeFiles(pathToFileURL(`${folder}/`));

/** A second programme of the same jurisdiction: a copy of the first with changes. */
async function addSecond(change: (text: string) => string): Promise<void> {
  const text = await readFile(join(folder, 'zhuji-2021.json'), 'utf8');
  await writeFile(join(folder, 'zhuji-own.json'), change(text.replace('"id": "zhuji-2021"', '"id": "zhuji-own"')));
}

describe('reading a folder of programmes', () => {
  it('takes two programmes of one jurisdiction whose rules have ids of their own', async () => {
    await addSecond((text) =>
      text.replaceAll(/"id": "zhuji-(low-efficiency|two-high|survey|key-survey)/g, '"id": "own-$1'),
    );
    expect((await load()).map((programme) => programme.id)).toEqual(['zhuji-2021', 'zhuji-own']);
  });

  it('refuses two programmes of one jurisdiction that share the id of a rule, naming both files', async () => {
    await addSecond((text) => text);
    await expect(load()).rejects.toThrow(
      'data/programmes/zhuji-own.json uses the rule id zhuji-low-efficiency, which in zhuji belongs to data/programmes/zhuji-2021.json. Findings are told apart by it: give the rule another id, and the programme a higher version.',
    );
  });

  it('lets programmes of different jurisdictions use the same id', async () => {
    await addSecond((text) => text.replace('"jurisdiction": "zhuji"', '"jurisdiction": "elsewhere"'));
    expect(await load()).toHaveLength(2);
  });

  it('refuses the id of a rule that the product itself has', async () => {
    await addSecond((text) =>
      text
        .replaceAll(/"id": "zhuji-(two-high|survey|key-survey)/g, '"id": "own-$1')
        .replace('"id": "zhuji-low-efficiency"', '"id": "overlap"'),
    );
    await expect(load()).rejects.toThrow(
      'zhuji-own.json uses the rule id overlap, which in zhuji belongs to a rule of the product itself',
    );
  });

  it('says of a rule what its own form lacks, and of a condition where', async () => {
    await addSecond((text) => text.replace('"property": "usedLandMu"', '"property": "land"'));
    await expect(load()).rejects.toThrow(
      /\$\.args\[1\]\.args\[0\]: expected \{"property": one of class, tier, .*rules\[3\]\.whenEnterprise/s,
    );
  });

  it.each([
    ['is not JSON', (text: string) => text.slice(0, 100)],
    ['does not fit its schema', (text: string) => text.replace('"comparator": "<="', '"comparator": "below"')],
    ['does not fit its schema', (text: string) => text.replace('"builtFrom"', '"buildFrom"')],
    [
      'does not fit its schema',
      (text: string) => text.replace('"party": "enterprise"', '"party": "enterprise", "park": true'),
    ],
    ['does not fit its schema', (text: string) => text.replace('"property": "usedLandMu"', '"property": "land"')],
    ['holds the programme else; name the file after it', (text: string) => text.replace('"zhuji-own"', '"else"')],
  ])('says which file %s', async (words, change) => {
    await addSecond(change);
    await expect(load()).rejects.toThrow(`data/programmes/zhuji-own.json ${words}`);
  });
});
