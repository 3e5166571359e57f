import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Programme } from '../../contract/programme.ts';

/** Beside the sources and beside the build alike: server/{src,dist}/features/programmes is as far from /data. */
const FOLDER = new URL('../../../../data/programmes/', import.meta.url);

/** The programmes that come with the product, each proven by the contract. Errors name the file. */
export async function readProgrammeFiles(): Promise<Programme[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const parsed = Programme.safeParse(JSON.parse(await readFile(new URL(name, FOLDER), 'utf8')));
      if (!parsed.success)
        throw new Error(`data/programmes/${name} does not fit its schema: ${z.prettifyError(parsed.error)}`);
      if (name !== `${parsed.data.id}.json`)
        throw new Error(`data/programmes/${name} holds the programme ${parsed.data.id}; name the file after it`);
      return parsed.data;
    }),
  );
}
