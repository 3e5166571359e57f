type Point = readonly [number, number];

/** A DXF drawing of polylines: the least that a drawing program writes. */
export function dxfOf(
  lines: readonly { readonly layer: string; readonly isClosed: boolean; readonly points: readonly Point[] }[],
): string {
  const entities = lines.flatMap(({ layer, isClosed, points }) => [
    ...[0, 'LWPOLYLINE', 8, layer, 90, points.length, 70, isClosed ? 1 : 0],
    ...points.flatMap(([x, y]) => [10, x, 20, y]),
  ]);
  return [0, 'SECTION', 2, 'ENTITIES', ...entities, 0, 'ENDSEC', 0, 'EOF', ''].join('\n');
}

/** KML of folders with one placemark each, an area where the ring is closed and else a line. */
export function kmlOf(folders: readonly { readonly name: string; readonly ring: readonly Point[] }[]): string {
  const body = folders.map(({ name, ring }) => {
    const coordinates = `<coordinates>${ring.map(([x, y]) => `${x},${y},0`).join(' ')}</coordinates>`;
    const [first, last] = [ring[0], ring.at(-1)];
    const isArea = first?.[0] === last?.[0] && first?.[1] === last?.[1];
    const shape = isArea
      ? `<Polygon><outerBoundaryIs><LinearRing>${coordinates}</LinearRing></outerBoundaryIs></Polygon>`
      : `<LineString>${coordinates}</LineString>`;
    return `<Folder><name>${name}夹</name><Placemark><name>${name}</name>${shape}</Placemark></Folder>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${body.join('')}</Document></kml>`;
}
