import type { MapGeoJSONFeature, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { setHovered } from './hovered.ts';
import { CELL_FILL } from './layers/cells.ts';
import { PARCEL_VEIL } from './layers/states.ts';
import { type Look, showsClass } from './look.ts';
import { type CellUnderPointer, measured, type Pen, pen, pointer } from './map-state.ts';

function cellOf(feature: MapGeoJSONFeature | undefined): CellUnderPointer | null {
  if (feature?.layer.id !== CELL_FILL) return null;
  const { parcels, mu_hundredths: muHundredths, found } = feature.properties;
  return { parcels: Number(parcels ?? 0), muHundredths: Number(muHundredths ?? 0), found: Number(found ?? 0) };
}

/** Pens that draw lines; the others point at parcels. */
const isDrawing = (held: Pen | null): boolean => held !== null && held !== 'click' && held !== 'lock';

const parcelIdOf = (feature: MapGeoJSONFeature | undefined): number | null =>
  feature?.layer.id === PARCEL_VEIL && typeof feature.id === 'number' ? feature.id : null;

/** The uppermost thing that is seen at a point. Parcels of a class that is switched off are there, but not seen. */
const under = (map: MapLibreMap, look: Pick<Look, 'off'>, event: MapMouseEvent): MapGeoJSONFeature | undefined => {
  const layers = [PARCEL_VEIL, CELL_FILL].filter((id) => map.getLayer(id));
  return map
    .queryRenderedFeatures(event.point, { layers })
    .find(({ layer, properties }) => layer.id === CELL_FILL || showsClass(look, properties.class));
};

/** Keeps the pointer and what lies under it in the stores, at most once a frame. */
export function followPointer(map: MapLibreMap, look: () => Pick<Look, 'off'>): () => void {
  let frame = 0;
  const move = (event: MapMouseEvent) => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const isMeasuring = measured.get() !== null || isDrawing(pen.get());
      const feature = isMeasuring ? undefined : under(map, look(), event);
      const parcelId = parcelIdOf(feature);
      const { lng, lat } = event.lngLat;
      pointer.set({ x: event.point.x, y: event.point.y, lng, lat, parcelId, cell: cellOf(feature) });
      setHovered(parcelId);
      map.getCanvas().style.cursor = isMeasuring ? 'crosshair' : parcelId === null ? '' : 'pointer';
    });
  };
  const leave = () => {
    cancelAnimationFrame(frame);
    pointer.set(null);
    setHovered(null);
  };
  map.on('mousemove', move);
  map.on('mouseout', leave);
  map.on('dragstart', leave);
  return () => {
    cancelAnimationFrame(frame);
    map.off('mousemove', move);
    map.off('mouseout', leave);
    map.off('dragstart', leave);
  };
}

/** Id of the parcel at a click, or null on empty ground; undefined on a cell, which is stepped into instead. */
export function parcelAtClick(
  map: MapLibreMap,
  look: Pick<Look, 'off'>,
  event: MapMouseEvent,
): number | null | undefined {
  const feature = under(map, look, event);
  return cellOf(feature) ? undefined : parcelIdOf(feature);
}
