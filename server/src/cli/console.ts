import type { Report } from '../domain/progress.ts';

/** Results go to standard output, so that they can be piped; everything about the way there goes to standard error. */
export const print = (words: string): void => void process.stdout.write(`${words}\n`);

const EVERY_MS = 2000;

/** Says how far a long piece of work is, a line every two seconds. */
export function progressLines(): Report {
  let last = Date.now();
  return ({ phase, done, total }) => {
    if (Date.now() - last < EVERY_MS) return;
    last = Date.now();
    process.stderr.write(`  ${phase}: ${done}${total === null ? '' : ` of ${total}`}\n`);
  };
}
