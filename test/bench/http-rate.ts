import { spawn, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLIENT = fileURLToPath(new URL('./http-client.ts', import.meta.url));

export type Load = {
  readonly origin: string;
  /** Asked for in turn, each connection beginning somewhere else */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  readonly folder: string;
};

const hasWrk = spawnSync('wrk', ['-v']).error === undefined;
/** Which client asks. The built-in one is slower than the server at its best, so ratios near 1 say less with it. */
export const httpClient = hasWrk ? 'wrk' : 'built-in client';

/** Requests a second that a server answers with 200 or 204. Errors: when it answered with anything else. */
export async function httpRate(load: Load): Promise<number> {
  const list = join(load.folder, 'paths.txt');
  await writeFile(list, load.paths.join('\n'));
  return hasWrk ? wrkRate(load, list) : builtInRate(load, list);
}

async function wrkRate({ origin, connections, seconds, folder }: Load, list: string): Promise<number> {
  const script = join(folder, 'paths.lua');
  await writeFile(
    script,
    `local paths, at = {}, 0
     wrk.headers["Accept-Encoding"] = "gzip, deflate, br"
     function init()
       for line in io.lines(${JSON.stringify(list)}) do paths[#paths + 1] = wrk.format("GET", line) end
     end
     function request()
       at = at % #paths + 1
       return paths[at]
     end`,
  );
  const output = await finished('wrk', [
    '-t',
    '1',
    '-c',
    String(connections),
    '-d',
    `${seconds}s`,
    '-s',
    script,
    origin,
  ]);
  const rate = /Requests\/sec:\s*([\d.]+)/.exec(output)?.[1];
  if (rate === undefined || /Non-2xx or 3xx responses|Socket errors/.test(output))
    throw new Error(`wrk met failures:\n${output}`);
  return Number(rate);
}

async function builtInRate({ origin, connections, seconds }: Load, list: string): Promise<number> {
  const output = await finished(process.execPath, [
    '--import',
    'tsx',
    CLIENT,
    origin,
    list,
    String(connections),
    String(seconds),
  ]);
  return Number(output.trim());
}

/** Runs a program to its end and answers what it printed. Errors: with its own words, when it fails. */
export function finished(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let output = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${program} ended with ${code}: ${complaints}`)),
    );
  });
}
