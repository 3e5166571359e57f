import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

export type DecodedFeature = {
  readonly id: number | undefined;
  readonly type: 'unknown' | 'point' | 'line' | 'polygon';
  readonly tags: Record<string, number | string | boolean>;
  /** Rings, lines or points, each a list of [x, y] in tile units. */
  readonly parts: readonly (readonly (readonly [number, number])[])[];
};

const TYPES = ['unknown', 'point', 'line', 'polygon'] as const;

/** A vector tile as plain data: features by layer, in the order of their ids. */
export function decodeTile(bytes: Uint8Array): Record<string, DecodedFeature[]> {
  const layers = Object.entries(new VectorTile(new PbfReader(bytes)).layers);
  return Object.fromEntries(
    layers.map(([name, layer]) => {
      const features = Array.from({ length: layer.length }, (_, index): DecodedFeature => {
        const feature = layer.feature(index);
        const parts = feature.loadGeometry().map((part) => part.map(({ x, y }) => [x, y] as const));
        return { id: feature.id, type: TYPES[feature.type] ?? 'unknown', tags: { ...feature.properties }, parts };
      });
      return [
        name,
        features.sort((a, b) => (a.id ?? 0) - (b.id ?? 0) || String(a.tags.kind).localeCompare(String(b.tags.kind))),
      ];
    }),
  );
}

/** Area of a ring in square tile units: above 0 where it runs clockwise on the screen, as outer rings do. */
export function ringArea(ring: readonly (readonly [number, number])[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}
