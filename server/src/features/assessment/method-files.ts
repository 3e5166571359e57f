import { readdir, readFile } from 'node:fs/promises';
import { MethodFile, StartingMethods } from '../../contract/evaluation-method.ts';

const FOLDER = new URL('../../../../data/methods/', import.meta.url);
const STARTING = 'starting.json';

const readJson = async (name: string): Promise<unknown> => JSON.parse(await readFile(new URL(name, FOLDER), 'utf8'));

/** The methods that a jurisdiction is evaluated by until it publishes its own. */
export const readStartingMethods = async (): Promise<StartingMethods> =>
  StartingMethods.parse(await readJson(STARTING));

/** Every file of /data/methods, the starting one first and the others by name. */
export async function readMethodFiles(): Promise<MethodFile[]> {
  const others = (await readdir(FOLDER)).filter((name) => name.endsWith('.json') && name !== STARTING).sort();
  return Promise.all([STARTING, ...others].map(async (name) => MethodFile.parse(await readJson(name))));
}
