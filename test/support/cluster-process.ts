import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WITHOUT_TIER_UP } from './without-tier-up.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type Spawned = {
  readonly child: ChildProcess;
  /** The next line on standard output that fits. Fails when the process ends before it. */
  readonly line: (fits: RegExp) => Promise<string>;
  /** Its exit code and everything it wrote to standard error. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; errors: string }>;
};

/** Runs a TypeScript file in a process of its own, as a person would start it. */
export function runScript(path: string, args: readonly string[], environment: Record<string, string> = {}): Spawned {
  const child = spawn(process.execPath, [...WITHOUT_TIER_UP, '--import', 'tsx', path, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const lines: string[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Awaited<Spawned['ended']>>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, errors })),
  );
  const line = (fits: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const at = lines.findIndex((each) => fits.test(each));
        if (at < 0) return;
        listeners.delete(look);
        resolve(lines.splice(0, at + 1).at(-1) ?? '');
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`It ended before it said ${fits}: ${errors}`)));
    });
  return { child, line, ended };
}
