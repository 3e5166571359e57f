// Writes layers that stand as GeoJSON in a folder as a GeoPackage or as Shapefiles, with GDAL in WebAssembly. It runs in
// a worker, because GDAL here is synchronous. Plain JavaScript: Node 20 cannot start a worker from TypeScript.
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);

async function write({ folder, driver, crs, layers }) {
  const home = dirname(require.resolve('gdal3.js/node'));
  const errors = [];
  const gdal = await require('gdal3.js/node')({
    path: relative(process.cwd(), `${home}/dist/package`),
    dest: folder,
    logHandler: () => undefined,
    errorHandler: (text) => errors.push(text),
  });
  for (const [index, { name, select }] of layers.entries()) {
    const { datasets } = await gdal.open(join(folder, `${name}.geojson`));
    const form = driver === 'GPKG' ? (index > 0 ? ['-update'] : []) : ['-lco', 'ENCODING=UTF-8'];
    await gdal.ogr2ogr(
      datasets[0],
      ['-f', driver, ...form, '-a_srs', crs, '-sql', select, '-nln', name, '-nlt', 'MULTIPOLYGON'],
      driver === 'GPKG' ? 'layers' : name,
    );
  }
  return { ok: true };
}

write(workerData).then(
  (answer) => parentPort.postMessage(answer),
  (error) => parentPort.postMessage({ ok: false, reason: String(error?.message ?? error) }),
);
