/**
 * The bench of the map: what moving a threshold costs with very many parcels on the screen, in a headless Chromium.
 *
 *   npm run bench:map                       100,000 parcels, about a minute
 *   npm run bench:map -- --parcels 20000    fewer
 *
 * Three ways to a frame are measured in turn, so that a busy minute meets all alike: a bare repaint; the threshold as the
 * product moves it, by feature-state on the parcels that change; and the same by setPaintProperty, which lays out every
 * tile again. Compare the ratios: milliseconds are those of a machine, and here of drawing without a graphics card.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumOptions } from '../support/browser.ts';
import { median } from './bench.ts';
import { type BenchLand, type MapBenchPage, makeLand, TILE_PX, TILES_HIGH, TILES_WIDE, ZOOM } from './map-land.ts';

const { values } = parseArgs({
  options: { parcels: { type: 'string', default: '100000' }, steps: { type: 'string', default: '9' } },
});
/** The most that a step may cost beside a bare repaint. */
const BAR = 1.2;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
};

const folder = await mkdtemp(join(tmpdir(), 'yg-map-bench-'));
try {
  await run();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const land = makeLand(Number(values.parcels));
  const page = fileURLToPath(new URL('map-page/', import.meta.url));
  const { status } = spawnSync(
    process.execPath,
    [viteProgram(), 'build', page, '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'],
    { stdio: 'inherit' },
  );
  if (status !== 0) throw new Error('The page of the bench could not be built');
  const server = serve(land);
  const origin = await new Promise<string>((done) => {
    server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
  const browser = await chromium.launch(chromiumOptions());
  try {
    const tab = await browser.newPage({
      viewport: { width: TILES_WIDE * TILE_PX, height: TILES_HIGH * TILE_PX },
    });
    tab.on('pageerror', (error) => console.error(error));
    tab.on('console', (message) => message.type() === 'error' && console.error(message.text()));
    await tab.goto(origin);
    await tab.waitForFunction('window.bench !== undefined');
    const ask = <Reply>(words: string): Promise<Reply> => tab.evaluate(`window.bench.${words}`) as Promise<Reply>;
    const shown = await ask<number>('ready()');
    print(shown, await measure(ask));
  } finally {
    await browser.close();
    server.close();
  }
}

type Measured = Record<'repaint' | 'drag' | 'answer' | 'changed' | 'paint', number>;

async function measure(ask: <Reply>(words: string) => Promise<Reply>): Promise<Measured> {
  const taken: Record<keyof Measured, number[]> = { repaint: [], drag: [], answer: [], changed: [], paint: [] };
  // The first of each is not counted: what it makes is kept.
  for (let step = 0; step <= Number(values.steps); step += 1) {
    // To and fro by half a unit a step, as a hand moves: a fortieth of all parcels changes.
    const value = 8 + (step % 8) / 2;
    const repaint = await ask<number>('repaint()');
    const drag = await ask<Awaited<ReturnType<MapBenchPage['drag']>>>(`drag(${value})`);
    if (step === 0) continue;
    taken.repaint.push(repaint);
    taken.drag.push(drag.frameMs);
    taken.answer.push(drag.answerMs);
    taken.changed.push(drag.changed);
  }
  for (let step = 0; step < 3; step += 1) taken.paint.push(await ask<number>(`paint(${8 + step / 2})`));
  return Object.fromEntries(Object.entries(taken).map(([name, all]) => [name, median(all)])) as Measured;
}

function print(shown: number, { repaint, drag, answer, changed, paint }: Measured): void {
  const line = (name: string, ms: number) =>
    console.log(
      `${name.padEnd(44)}${ms.toFixed(1).padStart(9)} ms${(ms / repaint).toFixed(2).padStart(9)} x a repaint`,
    );
  console.log(
    `\n${shown.toLocaleString('en')} parcels on the screen; ${changed.toLocaleString('en')} marked otherwise\n`,
  );
  line('bare repaint', repaint);
  line('a step of the threshold, by feature-state', drag);
  line('the same by setPaintProperty', paint);
  console.log(`\nThe worker answers in ${answer.toFixed(1)} ms, while the page is free.`);
  console.log(`Bar: ${BAR} x a repaint: ${drag / repaint <= BAR ? 'met' : 'missed'}.\n`);
}

/** The bundler belongs to the client's packages. */
function viteProgram(): string {
  const { resolve } = createRequire(new URL('../../client/package.json', import.meta.url));
  return join(dirname(resolve('vite/package.json')), 'bin', 'vite.js');
}

/** The page, its tiles and its columns. */
function serve(land: BenchLand) {
  const middle = 2 ** ZOOM / 2;
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bench');
    const send = (type: string, body: string | Uint8Array) => response.setHeader('content-type', type).end(body);
    const tile = /^\/tiles\/parcels\/(\d+)\/(\d+)\/(\d+)$/.exec(pathname)?.slice(1).map(Number);
    if (tile) {
      const [zoom = 0, x = 0, y = 0] = tile;
      const here =
        zoom === ZOOM ? land.tile(x - middle + TILES_WIDE / 2, y - middle + TILES_HIGH / 2) : new Uint8Array(0);
      return send('application/x-protobuf', here);
    }
    if (pathname === '/tiles/parcels.json')
      return send(
        'application/json',
        JSON.stringify({ tilejson: '3.0.0', tiles: ['/tiles/parcels/{z}/{x}/{y}'], minzoom: ZOOM, maxzoom: ZOOM }),
      );
    if (pathname === '/tiles/places.json')
      return send(
        'application/json',
        JSON.stringify({ tilejson: '3.0.0', tiles: ['/tiles/parcels/0/{x}/{y}'], minzoom: 0, maxzoom: 0 }),
      );
    if (pathname === '/columns') return send('application/octet-stream', land.columns);
    const path = pathname === '/' ? '/index.html' : pathname;
    return readFile(join(folder, path)).then(
      (body) => send(TYPES[extname(path)] ?? 'application/octet-stream', body),
      () => response.writeHead(404).end(),
    );
  });
}
