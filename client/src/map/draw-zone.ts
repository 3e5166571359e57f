import type { Map as MapLibreMap } from 'maplibre-gl';
import {
  type GeoJSONStoreFeatures,
  TerraDraw,
  TerraDrawFreehandMode,
  TerraDrawModeUndoRedo,
  TerraDrawPolygonMode,
  TerraDrawRectangleMode,
  TerraDrawSelectMode,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { token } from '../theme/tokens.ts';
import { PEN_PREFIX, type Pen } from './map-state.ts';
import { snapToParcels } from './snap-to-parcels.ts';

type Position = [number, number];
/** Polygons, each its outer ring and then its holes; the last position of a ring is its first. */
export type Rings = readonly (readonly (readonly Position[])[])[];

export type PenHandlers = {
  /** A ring has been closed with the pen that was in hand. */
  readonly onRing: (pen: Pen, ring: Position[]) => void;
  /** The ring as it runs while it is being drawn, with the pointer as its last corner; null: none. */
  readonly onDrawing: (ring: Position[] | null) => void;
  /** Corners were moved, added or taken away. */
  readonly onEdited: (rings: Position[][][]) => void;
};

/** Beyond this a position says nothing: a tenth of a millimetre. */
const DECIMALS = 9;
const rounded = (degrees: number): number => Number(degrees.toFixed(DECIMALS));
const MODES: Partial<Record<Pen, string>> = {
  draw: 'polygon',
  cut: 'polygon',
  edit: 'select',
  box: 'rectangle',
  lasso: 'freehand',
};

type Colour = `#${string}`;
const styleOf = () => {
  const [zone, white] = [token('zone') as Colour, token('m-sel-case') as Colour];
  const area = { fillColor: zone, fillOpacity: 0.1, outlineColor: zone, outlineWidth: 2.5 };
  const points = (name: string) => ({
    [`${name}Color`]: white,
    [`${name}Width`]: 5,
    [`${name}OutlineColor`]: zone,
    [`${name}OutlineWidth`]: 2,
  });
  return {
    polygon: {
      ...area,
      ...points('closingPoint'),
      ...points('coordinatePoint'),
      ...points('snappingPoint'),
      snappingPointColor: zone,
    },
    area,
    freehand: { ...area, ...points('closingPoint') },
    select: {
      selectedPolygonColor: zone,
      selectedPolygonFillOpacity: 0.1,
      selectedPolygonOutlineColor: zone,
      selectedPolygonOutlineWidth: 2.5,
      ...points('selectionPoint'),
      ...points('midPoint'),
      midPointColor: zone,
      midPointWidth: 3,
      midPointOutlineColor: white,
    },
  };
};

/** The pen on the map. It holds what is unfinished and nothing else: what has been drawn goes to the handlers. */
export function zonePen(map: MapLibreMap, { onRing, onDrawing, onEdited }: PenHandlers) {
  const styles = styleOf();
  const toCustom = ({ containerX, containerY }: { containerX: number; containerY: number }) => {
    const snapped = snapToParcels(map, { x: containerX, y: containerY });
    return snapped?.map(rounded);
  };
  const snapping = { toCustom };
  const draw = new TerraDraw({
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: DECIMALS, prefixId: PEN_PREFIX }),
    modes: [
      new TerraDrawPolygonMode({ snapping, styles: styles.polygon, showCoordinatePoints: true, editable: false }),
      new TerraDrawRectangleMode({ styles: styles.area, drawInteraction: 'click-move-or-drag' }),
      new TerraDrawFreehandMode({ styles: styles.freehand, drawInteraction: 'click-move-or-drag', minDistance: 6 }),
      new TerraDrawSelectMode({
        styles: styles.select,
        allowManualDeselection: false,
        flags: {
          polygon: {
            feature: { coordinates: { midpoints: true, draggable: true, deletable: true, snappable: snapping } },
          },
        },
      }),
    ],
  });
  draw.start();
  let held: Pen | null = null;
  /** Which ring of which polygon each feature under edit is. */
  let places = new Map<string | number, readonly [number, number]>();

  const ringOf = (id: string | number): Position[] | null => {
    const geometry = draw.getSnapshotFeature(id)?.geometry;
    return geometry?.type === 'Polygon' ? ((geometry.coordinates[0] ?? []) as Position[]) : null;
  };
  const editedRings = (): Position[][][] => {
    const rings: Position[][][] = [];
    for (const [id, [polygon, place]] of places) {
      const ring = ringOf(id);
      if (!ring) continue;
      rings[polygon] ??= [];
      (rings[polygon] as Position[][])[place] = ring;
    }
    // A polygon goes with its outer ring, whatever holes it had.
    return rings.filter((polygon) => polygon?.[0]).map((polygon) => polygon.filter(Boolean));
  };
  draw.on('finish', (id, { action }) => {
    if (held === 'edit') return onEdited(editedRings());
    const ring = action === 'draw' ? ringOf(id) : null;
    const pen = held;
    if (!ring || !pen) return;
    onDrawing(null);
    // The library is still busy with the feature that it tells of.
    queueMicrotask(() => {
      if (draw.hasFeature(id)) draw.removeFeatures([id]);
      onRing(pen, ring);
    });
  });
  draw.on('change', (ids, type) => {
    if (held === 'edit' || held === null || type === 'styling') return;
    if (type === 'delete') {
      if (draw.getSnapshot().every(({ geometry }) => geometry.type !== 'Polygon')) onDrawing(null);
      return;
    }
    const drawn = ids.map((id) => (draw.hasFeature(id) ? ringOf(id) : null)).find((ring) => ring !== null);
    if (drawn) onDrawing(drawn);
  });

  /** Puts the rings under the pen that moves corners. */
  const editRings = (rings: Rings) => {
    draw.clear();
    places = new Map();
    const features = rings.flatMap((polygon, polygonAt) =>
      polygon.map((ring, ringAt): GeoJSONStoreFeatures => {
        const id = draw.getFeatureId();
        places.set(id, [polygonAt, ringAt]);
        const positions = ring.map(([lng, lat]) => [rounded(lng), rounded(lat)]);
        return {
          id,
          type: 'Feature',
          properties: { mode: 'polygon' },
          geometry: { type: 'Polygon', coordinates: [positions] },
        };
      }),
    );
    draw.addFeatures(features);
    const first = [...places.keys()].find((id) => draw.hasFeature(id));
    if (first !== undefined) draw.selectFeature(first);
  };

  return {
    /** Takes another pen in hand; what was unfinished is thrown away. */
    hold(pen: Pen | null, rings: Rings): void {
      held = pen;
      onDrawing(null);
      places = new Map();
      draw.clear();
      const mode = pen ? MODES[pen] : undefined;
      draw.setMode(mode ?? 'static');
      if (pen === 'edit') editRings(rings);
      if (mode) map.boxZoom.disable();
      else map.boxZoom.enable();
    },
    editRings,
    /** Takes the corner that was set last off the ring that is being drawn. */
    undoCorner(): void {
      draw.undo();
    },
    /** Closes the ring that is being drawn. The library does so on a key alone. */
    finish(): void {
      map.getCanvas().dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter', bubbles: true }));
    },
    stop(): void {
      onDrawing(null);
      map.boxZoom.enable();
      if (draw.enabled) draw.stop();
    },
  };
}
