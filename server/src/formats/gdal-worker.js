// Turns a Shapefile or GeoPackage into GeoJSON with GDAL in WebAssembly. It runs in a worker, because GDAL here is synchronous.
// Plain JavaScript: Node 20 cannot start a worker from TypeScript.
import { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);

/**
 * Answers {ok: true, layers, outputs, crs, crsName} having written one GeoJSON for each of the outputs, in the system of
 * the first, or {ok: false, reason, layers}.
 */
async function convert({ input, folder, openOptions, layer, everyLayer }) {
  const home = dirname(require.resolve('gdal3.js/node'));
  const errors = [];
  const gdal = await require('gdal3.js/node')({
    path: relative(process.cwd(), `${home}/dist/package`),
    dest: folder,
    logHandler: () => undefined,
    errorHandler: (text) => errors.push(text),
  });
  const opened = await gdal.open(input, openOptions).catch((failures) => ({ datasets: [], errors: failures }));
  const [dataset] = opened.datasets;
  if (!dataset)
    return { ok: false, reason: String(opened.errors?.[0]?.message ?? errors[0] ?? 'not a known format'), layers: [] };
  const layers = (dataset.info?.layers ?? []).filter((each) => (each.geometryFields ?? []).length > 0);
  const names = layers.map((each) => each.name);
  const chosen = layer === undefined ? layers[0] : layers.find((each) => each.name === layer);
  if (!chosen || (layer === undefined && layers.length > 1 && !everyLayer))
    return { ok: false, reason: 'layer', layers: names };
  const system = chosen.geometryFields[0]?.coordinateSystem?.projjson;
  const id = system?.id;
  const outputs = [];
  for (const { name, geometryFields } of everyLayer ? layers : [chosen]) {
    const own = geometryFields[0]?.coordinateSystem?.projjson?.id;
    const moved = id && own && own.code !== id.code ? ['-t_srs', `${id.authority}:${id.code}`] : [];
    const file = outputs.length === 0 ? 'out' : `out-${outputs.length}`;
    await gdal.ogr2ogr(
      dataset,
      ['-f', 'GeoJSON', '-lco', 'COORDINATE_PRECISION=10', '-nlt', 'CONVERT_TO_LINEAR', '-dim', 'XY', ...moved, name],
      file,
    );
    outputs.push({ layer: name, file });
  }
  return {
    ok: true,
    layers: names,
    outputs,
    crs: id?.authority === 'EPSG' ? `EPSG:${id.code}` : null,
    crsName: system?.name ?? null,
  };
}

convert(workerData).then(
  (answer) => parentPort.postMessage(answer),
  (error) => parentPort.postMessage({ ok: false, reason: String(error?.message ?? error), layers: [] }),
);
