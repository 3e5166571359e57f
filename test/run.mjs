import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhatIsOld, program } from '../server/start.mjs';

/** `npm test [SUITE …]`: sees to what the suites need, checks the code, runs them, and ends with one plain line of counts. */
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const IS_CI = process.env.CI === 'true';
const SUITES = ['pure', 'db', 'server-db', 'browser'];
const TESTS_OF = {
  pure: [''],
  db: ['sql', 'api', 'embedded', 'security'],
  'server-db': ['sql', 'api', 'across', 'security'],
  browser: ['browser'],
};

/** What a long suite is cut into. Parts may run at the same time: each has a database of its own. */
const HALVES = ['1/2', '2/2'];

const totals = { passed: 0, failed: 0 };
const say = (words) => console.log(words);

async function main(asked) {
  const unknown = asked.find((name) => !SUITES.includes(name));
  if (unknown) return end(`There is no suite "${unknown}". Choose of ${SUITES.join(', ')}.`);
  const wanted = asked.length > 0 ? asked : SUITES;
  const suites = wanted.filter(isPossible);
  const has = (suite) => suites.includes(suite);
  if (has('pure')) await runSuite('pure');
  let prepared;
  const prepare = () => {
    prepared ??= (async () => {
      if (has('browser') && !timed('build', () => buildWhatIsOld())) fail('the build');
      if (asked.length === 0) await checkCode();
    })();
    return prepared;
  };
  const run = (suite, part) => (has(suite) ? [() => runSuite(suite, part)] : []);
  const halves = (suite) => HALVES.flatMap((part) => run(suite, part));
  const drawn = halves('browser').map((start) => () => prepare().then(start));
  // The embedded database keeps one core busy for longest, and browsers need the build: in this order both lanes end together.
  await twoAtOnce([...run('db'), prepare, ...drawn, ...halves('server-db')]);
  end();
}

/** Whether a suite can run here. What is missing is installed on Debian as root, else named together with its cure. */
function isPossible(suite) {
  const missing = missingFor(suite);
  if (missing.length === 0) return true;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say(`The suite ${suite} needs ${missing.join(', ')}: installing with apt-get.`);
    const quiet = {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet);
    if (missingFor(suite).length === 0) return true;
  }
  const left = missingFor(suite);
  say(`Left out: ${suite}. It needs ${left.join(', ')}. ${cureFor(suite)}`);
  if (IS_CI) fail(`leaving out ${suite}`);
  return false;
}

function missingFor(suite) {
  if (suite === 'server-db') return process.env.TEST_DATABASE_URL || hasPostgis() ? [] : ['postgresql-15-postgis-3'];
  if (suite === 'browser')
    return [...(hasChromium() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])];
  return [];
}

const cureFor = (suite) =>
  suite === 'server-db'
    ? 'Install PostgreSQL 15 or newer with PostGIS, or set TEST_DATABASE_URL to one whose user may create databases.'
    : 'Install Chromium and a Chinese font, or set CHROMIUM_PATH.';

function hasPostgis() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  if (versions.some((version) => existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`))) return true;
  const { status, stdout } = spawnSync('pg_config', ['--sharedir'], { encoding: 'utf8' });
  return status === 0 && existsSync(join(stdout.trim(), 'extension', 'postgis.control'));
}

function hasChromium() {
  const places = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return places.some((path) => path && existsSync(path));
}

/** Only Linux may be without one. */
function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  const { status, stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() !== '' : existsSync('/usr/share/fonts/opentype/noto');
}

/** Works off what needs no quiet machine, two at a time, in the given order. */
async function twoAtOnce(jobs) {
  const left = [...jobs];
  const work = async () => {
    for (let job = left.shift(); job; job = left.shift()) await job();
  };
  await Promise.all([work(), work()]);
}

/** Style, types and unused code. They are no tests, so they count only where they fail. */
async function checkCode() {
  await check('biome', '@biomejs/biome', 'biome', ['check', '.']);
  // What was built a moment ago has been checked by that, and is known to be up to date; a fault is told again.
  await check('types of server', 'typescript', 'tsc', ['--build', 'server']);
  await check('types of domain', 'typescript', 'tsc', ['-p', 'server/tsconfig.domain.json', '--noEmit']);
  // The tests read most of the client, by the same settings: one pass takes both.
  await check('types of client and test', 'typescript', 'tsc', ['-p', 'test', '--noEmit']);
  await check('knip', 'knip', 'knip', []);
}

async function check(name, packageName, binary, args) {
  const { status, output, seconds } = await node([program(packageName, binary), ...args]);
  say(`— ${name}: ${seconds} s${status === 0 ? '' : `\n${output.trimEnd()}`}`);
  if (status !== 0) fail(name);
}

/** Says what a suite wrote when it has ended: two may run at the same time, and their lines would mix. */
async function runSuite(suite, part) {
  if (!TESTS_OF[suite].some((folder) => hasTests(join(ROOT, 'test', folder))))
    return say(`  ${suite} has no tests yet`);
  const folder = mkdtempSync(join(tmpdir(), 'yg-results-'));
  const file = join(folder, 'results.json');
  const args = ['run', '--project', suite, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  if (part) args.push(`--shard=${part}`);
  const name = part ? `${suite} ${part}` : suite;
  say(`— ${name}: running …`);
  const { status, output, seconds } = await node([program('vitest', 'vitest'), ...args]);
  const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 };
  rmSync(folder, { recursive: true, force: true });
  say(`${output.trimEnd()}\n— ${name}: ${seconds} s`);
  totals.passed += result.numPassedTests;
  totals.failed += result.numFailedTests;
  if (IS_CI && result.numPendingTests > 0) fail(`${result.numPendingTests} skipped tests in ${name}`);
  if (status !== 0 && result.numFailedTests === 0) fail(`the suite ${name} itself`);
}

function hasTests(folder) {
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.test.ts'))
  );
}

function timed(name, work) {
  const began = Date.now();
  const result = work();
  say(`— ${name}: ${secondsSince(began)} s`);
  return result;
}

const secondsSince = (began) => ((Date.now() - began) / 1000).toFixed(1);

function fail(what) {
  totals.failed += 1;
  say(`FAILED: ${what}`);
}

function end(words) {
  if (words) fail(words);
  const isGood = totals.failed === 0 && totals.passed > 0;
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  process.exitCode = isGood ? 0 : 1;
}

/** Runs a script of Node's and gathers what it writes. */
function node(args) {
  const began = Date.now();
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, output, seconds: secondsSince(began) }));
  });
}

await main(process.argv.slice(2));
