// Reads and writes geodata with GDAL in WebAssembly. It runs in a worker, because GDAL here is synchronous; it stays, because
// compiling GDAL takes seconds. Plain JavaScript: Node 20 cannot start a worker from TypeScript.
import { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const errors = [];

const starting = require('gdal3.js/node')({
  path: relative(process.cwd(), `${dirname(require.resolve('gdal3.js/node'))}/dist/package`),
  dest: workerData.home,
  logHandler: () => undefined,
  errorHandler: (text) => errors.push(text),
});

/** Other formats may point to files beside the one that was given. */
const READABLE = new Set(['ESRI Shapefile', 'GPKG', 'SQLite', 'KML', 'LIBKML', 'DXF']);

/** Layers of all sources that hold shapes: by the name of the source where it has one, and with the system each names. */
async function openLayers(gdal, sources, datasets) {
  const layers = [];
  for (const { path, openOptions, name } of sources) {
    const opened = await gdal.open(path, openOptions).catch((failures) => ({ datasets: [], errors: failures }));
    const [dataset] = opened.datasets;
    if (!dataset) throw new Error(opened.errors?.[0]?.message ?? errors[0] ?? 'not a known format');
    datasets.push(dataset);
    if (!READABLE.has(dataset.info?.driverShortName)) throw new Error('not of the format that its name tells');
    for (const layer of dataset.info.layers ?? []) {
      if ((layer.geometryFields ?? []).length === 0) continue;
      const system = layer.geometryFields[0].coordinateSystem?.projjson ?? null;
      layers.push({ dataset, inner: layer.name, name: name ?? layer.name, system });
    }
  }
  return layers;
}

const codeOf = ({ id, name }) => (id ? `${id.authority}:${id.code}` : name);

/** As GDAL takes it: a system without a code is told whole. */
const systemText = (system) => (system.id ? codeOf(system) : JSON.stringify(system));

/**
 * Answers {ok: true, layers, outputs, crs, crsName} having written one GeoJSON for each of the outputs, or {ok: false,
 * reason, layers}. Layers in several systems are moved to that of the first; where one names none, no system is told.
 */
async function read(gdal, { sources, into, layer, everyLayer }, datasets) {
  const found = await openLayers(gdal, sources, datasets);
  const layers = found.map(({ name }) => name);
  if (found.length === 0) return { ok: false, reason: 'no layer with shapes', layers };
  const chosen = everyLayer ? found : found.filter(({ name }) => layer === undefined || name === layer);
  if (chosen.length === 0 || (chosen.length > 1 && !everyLayer)) return { ok: false, reason: 'layer', layers };
  const system = chosen.every((each) => each.system) ? chosen[0].system : null;
  const outputs = [];
  for (const { dataset, inner, name, system: own } of chosen) {
    const moved = system && codeOf(own) !== codeOf(system) ? ['-t_srs', systemText(system)] : [];
    const file = `out-${outputs.length}`;
    await gdal.ogr2ogr(
      dataset,
      ['-f', 'GeoJSON', '-lco', 'COORDINATE_PRECISION=10', '-nlt', 'CONVERT_TO_LINEAR', '-dim', 'XY', ...moved, inner],
      `${into}/${file}`,
    );
    outputs.push({ layer: name, file: `${file}.geojson` });
  }
  const crs = system?.id?.authority === 'EPSG' ? codeOf(system) : null;
  return { ok: true, layers, outputs, crs, crsName: system?.name ?? null };
}

/** Writes layers that stand as GeoJSON in a folder into one GeoPackage, or into a Shapefile each, beside them. */
async function write(gdal, { into, driver, crs, layers }, datasets) {
  for (const [index, { name, path, select }] of layers.entries()) {
    const [dataset] = (await gdal.open(path)).datasets;
    datasets.push(dataset);
    const form = driver === 'GPKG' ? (index > 0 ? ['-update'] : []) : ['-lco', 'ENCODING=UTF-8'];
    await gdal.ogr2ogr(
      dataset,
      ['-f', driver, ...form, '-a_srs', crs, '-sql', select, '-nln', name, '-nlt', 'MULTIPOLYGON'],
      `${into}/${driver === 'GPKG' ? 'layers' : name}`,
    );
  }
  return { ok: true };
}

const VERBS = { read, write };

async function answer(request) {
  const datasets = [];
  errors.length = 0;
  const gdal = await starting;
  try {
    return await VERBS[request.verb](gdal, request, datasets);
  } finally {
    for (const dataset of datasets) await gdal.close(dataset);
  }
}

parentPort.on('message', (request) => {
  answer(request).then(
    (message) => parentPort.postMessage(message),
    (error) => parentPort.postMessage({ ok: false, reason: String(error?.message ?? error), layers: [] }),
  );
});
