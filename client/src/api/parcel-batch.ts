import { ParcelBatch, type ParcelSummary } from '@yima-guandi/server/contract';
import { apiAddress, RequestError, request } from './request.ts';

/** Asked within this time, parcels come together. Short against a frame of reading, long against a list being drawn. */
const GATHER_MS = 40;
const MOST_IDS = 100;

type Asked = { readonly done: (parcel: ParcelSummary) => void; readonly failed: (error: unknown) => void };
const gathering = new Map<number, Map<number, Asked[]>>();

/** One parcel in short by its id. What is asked at about the same time leaves in one request. Errors: RequestError. */
export function askParcel(id: number, year: number): Promise<ParcelSummary> {
  return new Promise((done, failed) => {
    let ofYear = gathering.get(year);
    if (!ofYear) {
      ofYear = new Map();
      gathering.set(year, ofYear);
      setTimeout(() => send(year), GATHER_MS);
    }
    ofYear.set(id, [...(ofYear.get(id) ?? []), { done, failed }]);
  });
}

function send(year: number): void {
  const all = [...(gathering.get(year) ?? [])];
  gathering.delete(year);
  for (let from = 0; from < all.length; from += MOST_IDS) void fetchSome(year, all.slice(from, from + MOST_IDS));
}

async function fetchSome(year: number, asked: readonly (readonly [number, Asked[]])[]): Promise<void> {
  try {
    const ids = asked.map(([id]) => id).join();
    const { items } = await request(ParcelBatch, apiAddress('/api/parcels/at', { year, ids }));
    const byId = new Map(items.map((parcel) => [parcel.id, parcel]));
    for (const [id, each] of asked) {
      const parcel = byId.get(id);
      for (const { done, failed } of each)
        if (parcel) done(parcel);
        else failed(new RequestError('parcel-not-found', `No parcel has the id ${id} in ${year}.`));
    }
  } catch (error) {
    for (const [, each] of asked) for (const { failed } of each) failed(error);
  }
}
