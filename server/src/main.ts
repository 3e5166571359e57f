import { createServer, type RequestListener, type Server } from 'node:http';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { type Config, readConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { explainFailure } from './explain-failure.ts';
import { answerUnreadable } from './http/unreadable-request.ts';
import { START_PHASES, type StartPhase, startingAnswers } from './http/waiting-page.ts';

const say = (words: string): void => void process.stdout.write(`${words}\n`);

/** Starts the server: listens at once, answers with a waiting page, then hands every request to the application. */
async function start(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const waiting = startingAnswers();
  let answer: RequestListener = waiting.answer;
  // The guard refuses a request without a host in its own words.
  const server = createServer({ requireHostHeader: false }, (request, response) => answer(request, response));
  server.on('clientError', answerUnreadable);
  await listen(server, config);
  const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`;
  say(`一码管地 is starting at ${address}`);
  const closings: (() => Promise<void>)[] = [() => closeServer(server)];
  const stop = stopOnce(closings);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(`${signal}: closing`, 0));
  try {
    const report = announcing(waiting.report);
    // Loaded only now: reading the whole application takes a second, in which a refusal or the waiting page can be seen.
    const { connect } = await import('./db/connect.ts');
    const { buildApp } = await import('./app.ts');
    const { fillDatabase } = await import('./fill-database.ts');
    const { readLimitWords } = await import('./db/embedded-limit.ts');
    const db = await connect(config.databaseUrl, {
      dataDir: config.dataDir,
      report: ({ done, total }) => report('database', done / (total ?? 1)),
      onLost: (error) => {
        log.fatal({ err: error }, 'the embedded database is lost');
        stop('The embedded database stopped; start again.', 1);
      },
    });
    closings.push(() => db.close());
    await fillDatabase({ db, clock: () => new Date() }, report);
    const link = config.access === 'accounts' ? await administratorLink(db, config.publicUrl ?? address) : null;
    const app = await buildApp({ db, clock: () => new Date(), ...config }, log);
    await app.ready();
    closings.splice(1, 0, () => app.close());
    answer = app.routing;
    say(`Ready: ${address}${config.access === 'open' ? '  (ACCESS=open: everyone who reaches it may use it)' : ''}`);
    if (link) say(link);
    if (config.databaseUrl === '') say(`Data folder: ${config.dataDir}. Stop with Ctrl+C.`);
    const limit = await readLimitWords(db);
    if (limit) say(limit);
  } catch (error) {
    log.debug({ err: error }, 'the start failed');
    await stop(explainFailure(error), 1);
  }
}

/** Where nobody can administer yet: how the first administrator gets in. Nothing else is told to the console alone. */
async function administratorLink(db: Database, origin: string): Promise<string | null> {
  const { firstAdministratorLink } = await import('./features/accounts/first-administrator.ts');
  const link = await firstAdministratorLink({ db, clock: () => new Date() });
  return (
    link && `请用此一次性链接设立管理员 · Set up the administrator by this one-time link:\n  ${origin}${link.path}`
  );
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

/** Says each phase once as it begins, and every quarter of a long one. */
function announcing(report: (phase: StartPhase, share: number) => void): (phase: StartPhase, share: number) => void {
  let said = '';
  return (phase, share) => {
    report(phase, share);
    const quarter = Math.min(3, Math.floor(share * 4)) * 25;
    const words = `${START_PHASES[phase].zh} · ${START_PHASES[phase].en}${quarter > 0 ? ` … ${quarter} %` : ''}`;
    if (words === said) return;
    said = words;
    say(`  ${words}`);
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3000).unref(); // A download under way gets three seconds.
  });
}

/** Closes in order, once, whoever asks first; a second signal while closing changes nothing. */
function stopOnce(closings: readonly (() => Promise<void>)[]): (words: string, code: number) => Promise<void> {
  let isStopping = false;
  return async (words, code) => {
    if (isStopping) return;
    isStopping = true;
    (code === 0 ? process.stdout : process.stderr).write(`${words}\n`);
    let ended = code;
    for (const close of closings) {
      await close().catch((error: unknown) => {
        ended = 1;
        process.stderr.write(`Closing failed: ${explainFailure(error)}\n`);
      });
    }
    process.exit(ended);
  };
}

try {
  const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } } });
  await start(readConfig(values['data-dir']));
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
}
