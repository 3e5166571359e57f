import type { Boundary } from '@yima-guandi/server/contract';

type Box = readonly [west: number, south: number, east: number, north: number];

export function boxOf(boundaries: readonly Boundary[]): Box {
  let box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { coordinates } of boundaries)
    for (const [x, y] of coordinates.flat(2))
      box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
  return box;
}

/** Puts places of a box into a square picture of a side, north up, with a margin; a degree of longitude is as long as it is there. */
export function pictureOf([west, south, east, north]: Box, side: number, margin: number) {
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const span = Math.max((east - west) * narrowing, north - south) || 1;
  const scale = (side - 2 * margin) / span;
  const point = ([x, y]: readonly [number, number]): readonly [number, number] => [
    side / 2 + (x - (west + east) / 2) * narrowing * scale,
    side / 2 - (y - (south + north) / 2) * scale,
  ];
  const path = ({ coordinates }: Boundary): string =>
    coordinates
      .flat(1)
      .map(
        (ring) =>
          `M${ring
            .map((position) =>
              point(position)
                .map((each) => each.toFixed(1))
                .join(' '),
            )
            .join('L')}Z`,
      )
      .join('');
  return { point, path };
}
