import type { GeoJSONSource, MapMouseEvent, StyleSpecification } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { columnsAnswer } from '../columns/columns-desk.ts';
import { type Camera, roundCamera, sameCamera } from '../url/camera.ts';
import { cameraOf, createMap } from './create-map.ts';
import { followPointer, parcelAtClick } from './follow-pointer.ts';
import { getHovered, onHovered } from './hovered.ts';
import type { Look } from './look.ts';
import styles from './map-canvas.module.css';
import {
  liveCamera,
  mapTrouble,
  measured,
  PEN_PREFIX,
  parcelTaker,
  pen,
  pointer,
  type Taking,
  theMap,
  troubleOf,
  zoneShapes,
} from './map-state.ts';
import { parcelMarker } from './mark-parcels.ts';
import { measuredShapes } from './measure.ts';
import { type DegreeBox, easeMs, fitBox, openOn } from './motion.ts';
import { mapStyle } from './style.ts';

type MapCanvasProps = {
  readonly label: string;
  readonly look: Look;
  readonly camera: Camera | null;
  /** Shown where the link names no camera: whole, or filling the map about half. */
  readonly box: DegreeBox | null;
  readonly isFilled?: boolean;
  readonly selectedId: number | null;
  readonly onCamera: (camera: Camera) => void;
  readonly onChoose: (parcelId: number | null) => void;
};

type Live = {
  readonly map: ReturnType<typeof createMap>;
  readonly marker: ReturnType<typeof parcelMarker>;
  readonly dress: (look: Look) => void;
};

/** Owns the one Map. What it shows follows from its props; what happens on it leaves by the two callbacks and the stores. */
export function MapCanvas(props: MapCanvasProps) {
  const holder = useRef<HTMLDivElement>(null);
  const live = useRef<Live | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const { look, camera, box, selectedId } = props;

  useEffect(() => {
    if (!holder.current) return;
    const first = latest.current;
    const map = createMap(holder.current, mapStyle(first.look), {
      camera: first.camera,
      box: first.box,
      showBox: showBoxOf(first),
    });
    const marker = parcelMarker(map);
    const dress = dresser(map, first.look, marker.restore);
    live.current = { map, marker, dress };
    const stopFollowing = followPointer(map, () => latest.current.look);
    const stopHover = onHovered(() => marker.mark('hover', getHovered()));
    const differ = () => marker.differ(columnsAnswer.get()?.drawn ?? null);
    const stopDiffering = columnsAnswer.on(differ);
    differ();
    const stopMeasure = drawMeasure(map);
    const stopZones = zoneShapes.on(drawZones);
    map.on('sourcedata', ({ sourceDataType }) => sourceDataType === 'metadata' && marker.restore());
    map.on('move', () => liveCamera.set(cameraOf(map)));
    map.on('moveend', (event) => {
      if ('isSilent' in event && event.isSilent) return;
      latest.current.onCamera(roundCamera(cameraOf(map)));
    });
    map.on('error', ({ error }) => {
      mapTrouble.set(troubleOf('status' in error ? Number(error.status) : null));
    });
    map.on('click', (event) => choose(map, event, latest.current));
    const box = holder.current;
    map.on('dataloading', () => box.setAttribute('aria-busy', 'true'));
    map.on('idle', () => box.setAttribute('aria-busy', 'false'));
    liveCamera.set(cameraOf(map));
    theMap.set(map);
    return () => {
      stopFollowing();
      stopHover();
      stopDiffering();
      stopMeasure();
      stopZones();
      theMap.set(null);
      live.current = null;
      map.remove();
    };
  }, []);

  useEffect(() => {
    live.current?.dress(look);
  }, [look]);

  useEffect(() => {
    const canvas = live.current?.map.getCanvas();
    // The library names its canvas a region of the page, in English; here it is the part of one that takes the keys.
    canvas?.setAttribute('role', 'application');
    canvas?.setAttribute('aria-label', props.label);
  }, [props.label]);

  useEffect(() => live.current?.marker.mark('selected', selectedId), [selectedId]);

  useEffect(() => {
    const map = live.current?.map;
    if (!map) return;
    if (!camera) {
      if (box) showBoxOf(latest.current)(map, box);
    } else if (!sameCamera(camera, roundCamera(cameraOf(map)))) {
      map.jumpTo({ center: [camera.lng, camera.lat], zoom: camera.zoom, bearing: camera.bearing }, { isSilent: true });
    }
  }, [camera, box]);

  return <section ref={holder} className={styles.canvas} aria-label={props.label} aria-busy="true" />;
}

const showBoxOf =
  ({ isFilled = false }: Pick<MapCanvasProps, 'isFilled'>) =>
  (map: Live['map'], box: DegreeBox): void =>
    isFilled ? openOn(map, box) : fitBox(map, box, { isSilent: true });

/** Puts looks on the map. Only what differs is changed; while the first style is on its way the newest look waits. */
function dresser(map: Live['map'], worn: Look, restore: () => void): (look: Look) => void {
  let wanted = worn;
  let isReady = false;
  const wear = () => {
    if (!isReady || wanted === worn) return;
    worn = wanted;
    mapTrouble.set(null);
    map.setStyle(mapStyle(worn), { transformStyle: keepPen });
    restore();
    drawMeasured();
    drawZones();
  };
  map.once('style.load', () => {
    isReady = true;
    restore();
    drawZones();
    wear();
  });
  return (look) => {
    wanted = look;
    wear();
  };
}

function choose(map: Live['map'], event: MapMouseEvent, { look, onChoose }: MapCanvasProps): void {
  const state = measured.get();
  if (state) {
    const point = [event.lngLat.lng, event.lngLat.lat] as const;
    measured.set(
      state.isClosed ? { points: [point], isClosed: false } : { ...state, points: [...state.points, point] },
    );
    return;
  }
  const id = parcelAtClick(map, look, event);
  const taker = parcelTaker.get();
  if (pen.get()) {
    if (taker && typeof id === 'number') taker(id, takingOf(event.originalEvent));
    return;
  }
  if (id === undefined) map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2, duration: easeMs() });
  else onChoose(id);
}

const takingOf = ({ altKey, shiftKey }: MouseEvent): Taking => (altKey ? 'remove' : shiftKey ? 'add' : 'anew');

/** The pen has sources and layers of its own, which no look knows of: they stay on top. */
function keepPen(before: StyleSpecification | undefined, next: StyleSpecification): StyleSpecification {
  if (!before) return next;
  const sources = Object.entries(before.sources).filter(([name]) => name.startsWith(`${PEN_PREFIX}-`));
  const layers = before.layers.filter(({ id }) => id.startsWith(`${PEN_PREFIX}-`));
  return { ...next, sources: { ...next.sources, ...Object.fromEntries(sources) }, layers: [...next.layers, ...layers] };
}

function drawZones(): void {
  const source = theMap.get()?.getSource('zone') as GeoJSONSource | undefined;
  source?.setData(zoneShapes.get());
}

function drawMeasured(): void {
  const source = theMap.get()?.getSource('measure') as GeoJSONSource | undefined;
  const at = pointer.get();
  source?.setData(measuredShapes(measured.get(), at ? [at.lng, at.lat] : null));
}

/** Draws the ring that is being measured as its points and the pointer change. */
function drawMeasure(map: Live['map']): () => void {
  const stopState = measured.on(() => {
    if (measured.get()) map.doubleClickZoom.disable();
    else map.doubleClickZoom.enable();
    drawMeasured();
  });
  const stopPointer = pointer.on(() => measured.get() && drawMeasured());
  return () => {
    stopState();
    stopPointer();
  };
}
