import 'maplibre-gl/dist/maplibre-gl.css';
import { Map as MapLibreMap, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Camera } from '../url/camera.ts';
import { type DegreeBox, fitBox } from './motion.ts';
import { PATTERN_PIXEL_RATIO, patternImage } from './pattern-images.ts';

// Without this a production build shows an empty map: the worker is a file of its own.
setWorkerUrl(workerUrl);

export type Start = { readonly camera: Camera | null; readonly box: DegreeBox | null };

/** Makes the map in a container. Where the link names no camera it starts at the box. */
export function createMap(container: HTMLElement, style: StyleSpecification, { camera, box }: Start): MapLibreMap {
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
    // Workers have no page address to resolve against.
    transformRequest: (url) => ({ url: new URL(url, document.baseURI).href }),
    ...(camera ? { center: [camera.lng, camera.lat], zoom: camera.zoom, bearing: camera.bearing } : {}),
  });
  map.touchPitch.disable();
  map.keyboard.enable();
  map.setMissingStyleImageResolver((id) => {
    const image = patternImage(id);
    if (image && !map.hasImage(id)) map.addImage(id, image, { pixelRatio: PATTERN_PIXEL_RATIO });
  });
  if (!camera && box) fitBox(map, box, { isSilent: true });
  return map;
}

export const cameraOf = (map: MapLibreMap): Camera => {
  const { lng, lat } = map.getCenter();
  return { lng, lat, zoom: map.getZoom(), bearing: map.getBearing() };
};
