import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Programme } from '../../contract/programme.ts';
import { refuseSharedRuleIds } from './rule-ids.ts';

/** Beside the sources and beside the build alike: server/{src,dist}/features/programmes is as far from /data. */
const FOLDER = new URL('../../../../data/programmes/', import.meta.url);

/** The programmes that come with the product, each proven by the contract. Errors name the file. */
export async function readProgrammeFiles(folder = FOLDER): Promise<Programme[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const programmes = await Promise.all(
    names.map(async (name) => parseProgramme(name, await readFile(new URL(name, folder), 'utf8'))),
  );
  refuseSharedRuleIds(programmes, ({ id }) => `data/programmes/${id}.json`);
  return programmes;
}

function parseProgramme(name: string, text: string): Programme {
  const parsed = Programme.safeParse(parseJson(name, text));
  if (!parsed.success)
    throw new Error(
      `data/programmes/${name} does not fit its schema: ${z.prettifyError(new z.ZodError(nearest(parsed.error.issues)))}`,
    );
  if (name !== `${parsed.data.id}.json`)
    throw new Error(`data/programmes/${name} holds the programme ${parsed.data.id}; name the file after it`);
  return parsed.data;
}

/** A rule has one of several forms: what is said of it is what the form lacks that it comes nearest to. */
function nearest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [issue];
    const [form] = issue.errors.toSorted((a, b) => a.length - b.length);
    return nearest(form ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`data/programmes/${name} is not JSON`, { cause: error });
  }
}
