import { askColumns, columnsAnswer, openColumns } from '../../../client/src/columns/columns-desk.ts';
import { createMap } from '../../../client/src/map/create-map.ts';
import type { Look } from '../../../client/src/map/look.ts';
import { parcelMarker } from '../../../client/src/map/mark-parcels.ts';
import { dimmed } from '../../../client/src/map/palette.ts';
import { mapStyle } from '../../../client/src/map/style.ts';
import { CLASS_KEYS } from '../../../client/src/url/view.ts';
import { lowTaxRule, questionOf } from '../../support/questions.ts';
import { LINE, type MapBenchPage, ZOOM } from '../map-land.ts';

const LOOK: Look = {
  year: 2025,
  revision: 1,
  language: 'zh',
  classes: CLASS_KEYS,
  off: [],
  hide: [],
  found: 'potential',
  townId: null,
  parkId: null,
};
const ASKED = questionOf(lowTaxRule(LINE));

const holder = document.getElementById('map');
if (!holder) throw new Error('The page has no place for the map');
const map = createMap(holder, mapStyle(LOOK), {
  camera: { lng: 0, lat: 0, zoom: ZOOM, bearing: 0 },
  box: null,
  showBox: () => undefined,
});
const marker = parcelMarker(map);

/** Waits until a frame has been drawn, by the graphics process too: a read of one pixel is answered after everything before it. */
function drawn(): Promise<void> {
  return new Promise((done) => {
    map.once('render', () => {
      const gl = map.getCanvas().getContext('webgl2');
      gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      done();
    });
  });
}

async function timed(change: () => void, until: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  const after = until();
  change();
  await after;
  return performance.now() - start;
}

const answered = (): Promise<void> =>
  new Promise((done) => {
    const stop = columnsAnswer.on(() => {
      stop();
      done();
    });
  });

const page: MapBenchPage = {
  ready: async () => {
    if (!map.loaded() || !map.areTilesLoaded()) await map.once('idle');
    await openColumns(await (await fetch('/columns')).arrayBuffer());
    return map.queryRenderedFeatures({ layers: CLASS_KEYS.map((key) => `parcel-fill-${key}`) }).length;
  },
  repaint: () => timed(() => map.triggerRepaint(), drawn),
  drag: async (value) => {
    const answerMs = await timed(() => askColumns({ ...ASKED, tried: { low: value } }), answered);
    const wanted = columnsAnswer.get()?.drawn ?? null;
    const changed = (wanted?.on.length ?? 0) + (wanted?.off.length ?? 0);
    return { answerMs, changed, frameMs: await timed(() => marker.differ(wanted), drawn) };
  },
  paint: (value) =>
    timed(
      () => {
        for (const key of CLASS_KEYS)
          map.setPaintProperty(`parcel-cover-${key}`, 'fill-color', [
            'case',
            ['<=', ['get', 'tax'], value],
            'rgba(0,0,0,0)',
            dimmed('#93b7e0'),
          ]);
      },
      () => map.once('idle'),
    ),
};
(window as unknown as { bench: MapBenchPage }).bench = page;
