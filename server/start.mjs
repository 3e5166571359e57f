import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm start`: builds what is older than its sources, then runs the server. */
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const at = (...parts) => join(ROOT, ...parts);

const WORKS = [
  {
    name: 'server',
    sources: [at('server', 'src'), at('server', 'tsconfig.json'), at('tsconfig.base.json')],
    result: at('server', 'dist', 'main.js'),
    stamp: at('server', 'dist'),
    program: program('typescript', 'tsc'),
    args: ['-p', at('server')],
  },
  {
    name: 'page',
    sources: ['src', 'public', 'index.html', 'vite.config.ts']
      .map((part) => at('client', part))
      .concat(at('server', 'src', 'contract'), at('server', 'src', 'domain')),
    result: at('client', 'dist', 'index.html'),
    stamp: at('client', 'dist'),
    program: program('vite', 'vite'),
    args: ['build', at('client'), '--logLevel', 'warn'],
  },
];

/** Builds both parts where their sources are newer. Returns whether all went well. */
export function buildWhatIsOld() {
  for (const work of WORKS) {
    const built = existsSync(work.result) ? newest(work.stamp) : 0;
    if (Math.max(...work.sources.map(newest), newest(at('package-lock.json'))) <= built) continue;
    const began = Date.now();
    process.stdout.write(`Building the ${work.name} …\n`);
    const { status } = spawnSync(process.execPath, [work.program, ...work.args], { cwd: ROOT, stdio: 'inherit' });
    if (status !== 0) {
      process.stderr.write(`The ${work.name} could not be built; the lines above say why.\n`);
      return false;
    }
    process.stdout.write(`Built the ${work.name} in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
  }
  return true;
}

/** The time of the newest file at or below a path. */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}

/** The script behind a package's command. Read from its folder: some packages do not export their own package.json. */
export function program(packageName, binary) {
  const folder = [ROOT, at('client')].map((base) => join(base, 'node_modules', packageName)).find(existsSync);
  if (!folder) throw new Error(`The package ${packageName} is not installed. Run npm ci first.`);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[binary]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!buildWhatIsOld()) process.exit(1);
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', at('server', 'dist', 'main.js'), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  // Ctrl+C reaches the child by itself; a signal sent to this process alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
