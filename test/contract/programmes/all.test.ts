import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readProgrammeFiles } from '../../../server/src/features/programmes/programme-files.ts';

const FOLDER = new URL('../../../data/programmes/', import.meta.url);
const programmes = await readProgrammeFiles();

describe('the five programmes', () => {
  it('are the files that stand there, each exactly as its schema reads it', async () => {
    expect((await readdir(FOLDER)).sort()).toEqual([
      'jindong-2021.json',
      'ouhai-2021.json',
      'ruian-2021.json',
      'wenzhou-edz-2021.json',
      'zhuji-2021.json',
    ]);
    for (const programme of programmes) {
      const raw = JSON.parse(await readFile(new URL(`${programme.id}.json`, FOLDER), 'utf8'));
      expect(programme).toEqual(raw);
    }
  });

  it('say what they are: jurisdiction, status, term, area basis, carbon factor, survey floor', () => {
    const heads = programmes.map((each) => [
      each.id,
      each.jurisdiction,
      each.document.status,
      `${each.document.term.from}-${each.document.term.to}`,
      each.areaBasis.join('>'),
      each.carbonFactorTPerTce,
      each.surveyScope.belowScaleMinMu,
      each.surveyScope.inclusive,
      each.surveyScope.clause.number,
    ]);
    const basis = 'certified>supplied>measured>reported';
    expect(heads).toEqual([
      ['jindong-2021', 'jindong', 'draft', '2021-2023', basis, null, null, null, '二（一）（2）'],
      ['ouhai-2021', 'ouhai', 'not-stated', '2021-2023', basis, 1.714, 3, true, '7'],
      ['ruian-2021', 'ruian', 'adopted', '2021-2023', basis, 2, 3, true, '三（一）1'],
      ['wenzhou-edz-2021', 'wenzhou-edz', 'draft', '2021-2023', basis, null, null, null, '四.1'],
      ['zhuji-2021', 'zhuji', 'draft', '2021-2023', basis, 2, 3, true, '（二）1'],
    ]);
  });

  it('have rule ids that no two of them share, and ids of targets, paths and criteria unique within each', () => {
    const ruleIds = programmes.flatMap((each) => each.rules.map((rule) => rule.id));
    expect(new Set(ruleIds).size).toBe(ruleIds.length);
    for (const each of programmes) {
      for (const list of [each.targets, each.furtherTargets, each.paths, each.criteria]) {
        expect(new Set(list.map((item) => item.id)).size).toBe(list.length);
      }
    }
  });

  it('count only paths that release land as freed, and keep the paraphrase short', () => {
    for (const each of programmes) {
      for (const path of each.paths.filter((one) => one.countsAs === 'land-freed')) {
        expect(path.name).toMatch(/腾退|关停|拆除重建|清退|淘汰/);
      }
      const clauses = [...each.rules, ...each.targets, ...each.furtherTargets, ...each.paths, ...each.criteria].map(
        (item) => item.clause,
      );
      expect(Math.max(...clauses.map((clause) => clause.paraphrase.length))).toBeLessThanOrEqual(50);
    }
  });
});
