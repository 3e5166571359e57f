import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** How `npm run audit` ends. `unknown` is no pass: nobody has looked, and who runs it can tell that from a fault. */
const CODES = { sound: 0, faulty: 1, unknown: 2 } as const;

const Report = z.object({
  metadata: z.object({ vulnerabilities: z.object({ high: z.int(), critical: z.int() }) }),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string().default('') })).default({}),
});
const Refusal = z.object({ message: z.string() });

/** What a report of `npm audit --json` says of the libraries that the product runs on, and in which words. */
export function judgeAudit(text: string): { readonly verdict: keyof typeof CODES; readonly words: string } {
  const answer = readJson(text);
  const report = Report.safeParse(answer);
  if (!report.success) {
    const reason = Refusal.safeParse(answer).data?.message ?? 'npm gave no report';
    return {
      verdict: 'unknown',
      words: `NOT AUDITED: the registry gave no advisories (${reason}). Audit again where it can be reached.`,
    };
  }
  const { metadata, vulnerabilities } = report.data;
  if (metadata.vulnerabilities.high + metadata.vulnerabilities.critical === 0)
    return { verdict: 'sound', words: 'Audited: no library that runs has a known fault of high severity.' };
  const grave = Object.entries(vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity, range }]) => `  ${name} ${range}: ${severity}`);
  return { verdict: 'faulty', words: ['Libraries with known faults. Raise them: npm audit fix', ...grave].join('\n') };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // npm is a script of the shell on some systems; nothing that anybody gives is handed to it.
  const { stdout } = spawnSync('npm audit --json --omit=dev', { shell: true, encoding: 'utf8' });
  const { verdict, words } = judgeAudit(stdout ?? '');
  process.stdout.write(`${words}\n`);
  process.exitCode = CODES[verdict];
}
