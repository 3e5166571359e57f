import { readFile } from 'node:fs/promises';
import { StartingMethods } from '../../contract/evaluation-method.ts';

/** The methods that a jurisdiction is evaluated by until it sets its own. */
export async function readStartingMethods(): Promise<StartingMethods> {
  const file = new URL('../../../../data/methods/starting.json', import.meta.url);
  return StartingMethods.parse(JSON.parse(await readFile(file, 'utf8')));
}
