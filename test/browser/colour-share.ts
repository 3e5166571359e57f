import type { Page } from 'playwright-core';

const AROUND_PX = 60;
const NEAR = 40;

/** The share of the picture around a point that is near a colour, 0 to 1. */
export async function colourShare(page: Page, [x, y]: readonly [number, number], hex: string): Promise<number> {
  const shot = await page.screenshot({
    clip: { x: x - AROUND_PX, y: y - AROUND_PX, width: 2 * AROUND_PX, height: 2 * AROUND_PX },
  });
  const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return page.evaluate(
    async ([base64, red, green, blue, near]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
      if (!pen) return 0;
      pen.drawImage(image, 0, 0);
      const { data } = pen.getImageData(0, 0, image.width, image.height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4)
        count +=
          Math.hypot((data[at] ?? 0) - red, (data[at + 1] ?? 0) - green, (data[at + 2] ?? 0) - blue) < near ? 1 : 0;
      return count / (data.length / 4);
    },
    [shot.toString('base64'), wanted[0] ?? 0, wanted[1] ?? 0, wanted[2] ?? 0, NEAR] as const,
  );
}
