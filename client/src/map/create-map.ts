import 'maplibre-gl/dist/maplibre-gl.css';
import { Map as MapLibreMap, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Camera } from '../url/camera.ts';
import type { DegreeBox } from './motion.ts';
import { PATTERN_PIXEL_RATIO, patternImage } from './pattern-images.ts';

// Without this a production build shows an empty map: the worker is a file of its own.
setWorkerUrl(workerUrl);

export type Start = {
  readonly camera: Camera | null;
  readonly box: DegreeBox | null;
  /** How a box is shown where the link names no camera. */
  readonly showBox: (map: MapLibreMap, box: DegreeBox) => void;
};

/**
 * Workers have no page address to resolve against. Tiles come from where the page came from, whatever origin their
 * TileJSON names: a proxy may have asked by another one.
 */
function fromHere(url: string): string {
  const { href, pathname, search } = new URL(url, document.baseURI);
  return pathname.startsWith('/tiles/') ? new URL(`${pathname}${search}`, document.baseURI).href : href;
}

/** Makes the map in a container. Where the link names no camera it starts at the box. */
export function createMap(
  container: HTMLElement,
  style: StyleSpecification,
  { camera, box, showBox }: Start,
): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style,
    attributionControl: false,
    fadeDuration: 0,
    minZoom: 4,
    maxZoom: 19,
    dragRotate: true,
    pitchWithRotate: false,
    maxPitch: 0,
    refreshExpiredTiles: false,
    transformRequest: (url) => ({ url: fromHere(url) }),
    ...(camera ? { center: [camera.lng, camera.lat], zoom: camera.zoom, bearing: camera.bearing } : {}),
  });
  map.touchPitch.disable();
  map.keyboard.enable();
  map.setMissingStyleImageResolver((id) => {
    const image = patternImage(id);
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: PATTERN_PIXEL_RATIO });
  });
  if (!camera && box) showBox(map, box);
  return map;
}

export const cameraOf = (map: MapLibreMap): Camera => {
  const { lng, lat } = map.getCenter();
  return { lng, lat, zoom: map.getZoom(), bearing: map.getBearing() };
};
