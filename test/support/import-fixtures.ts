import { sql } from 'drizzle-orm';
import type { Database } from '../../server/src/db/database.ts';
import type { App } from '../../server/src/http/services.ts';

/** A jurisdiction with an outline, a division code and one town, and no parcels. */
export async function makeZhuji(db: Database): Promise<void> {
  await db.execute(sql`
    INSERT INTO jurisdictions (code, name, name_en, division_code, geom)
    VALUES ('zhuji', '诸暨市', 'Zhuji', '330681', ST_Multi(ST_MakeEnvelope(119.889, 29.355, 120.539, 29.982, 4490)))`);
  await db.execute(sql`
    INSERT INTO towns (jurisdiction_id, code, name, geom)
    SELECT id, '330681003', '陶朱街道', ST_Multi(ST_MakeEnvelope(120.0, 29.5, 120.2, 29.7, 4490)) FROM jurisdictions WHERE code = 'zhuji'`);
}

export type Posted = {
  readonly name: string;
  readonly content: string | Buffer;
  readonly fields?: Readonly<Record<string, string>>;
};

/** Sends a file of parcels as the page does. */
export const postImport = (app: App, { fields, ...posted }: Posted) =>
  postForm(app, '/api/imports', { ...posted, fields: { kind: 'parcels', ...fields } });

/** Sends a file with fields, those of Zhuji unless said. */
export async function postForm(app: App, url: string, { name, content, fields }: Posted) {
  const form = new FormData();
  for (const [field, value] of Object.entries({ jurisdiction: 'zhuji', ...fields })) form.set(field, value);
  form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
  const encoded = new Response(form);
  return app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
}

/** Asks for a batch until it has ended. */
export async function endedBatch(app: App, id: number) {
  for (;;) {
    const { json } = await app.inject({ url: `/api/imports/${id}` });
    const batch = json();
    if (batch.status !== 'running' && batch.stage === 'done') return batch;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Sends a file and answers its batch once it has ended, or the problem: from the reply, or from the batch where the machine is slow. */
export async function importFile(app: App, posted: Posted) {
  const reply = await postImport(app, posted);
  if (reply.statusCode !== 202) return reply.json();
  const batch = await endedBatch(app, reply.json().id);
  return batch.status === 'failed' ? batch.problem : batch;
}

/** A square of 0.001° with its south-west corner at a place, as a ring. */
export const squareAt = (x: number, y: number, side = 0.001): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

export const parcelFeature = (
  code: string | null,
  coordinates: unknown,
  properties: object = {},
  type = 'Polygon',
) => ({
  type: 'Feature',
  properties: { 宗地代码: code, ...properties },
  geometry: { type, coordinates },
});

export const collection = (...features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });
