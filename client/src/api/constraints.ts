import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  type BoundaryCandidate,
  BoundaryFile,
  BoundaryUnion,
  ConstraintImport,
  ConstraintLayer,
  ConstraintLayerList,
  ConstraintReply,
  type OffsetCorrection,
  type OffsetDraft,
  OffsetEntry,
  OffsetList,
} from '@yima-guandi/server/contract';
import { apiAddress, request } from './request.ts';
import { type Sent, sendForm } from './send-form.ts';

const MINUTE_MS = 60_000;

const posted = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const constraintLayersQuery = (jurisdiction: string | null) =>
  queryOptions({
    queryKey: ['constraint-layers', jurisdiction],
    queryFn: ({ signal }) =>
      request(ConstraintLayerList, apiAddress('/api/constraint-layers', { jurisdiction }), { signal }),
    enabled: jurisdiction !== null,
    staleTime: MINUTE_MS,
  });

/** How far the import of a layer is, asked anew until it is over. */
export const constraintImportQuery = (jurisdiction: string) =>
  queryOptions({
    queryKey: ['constraint-import', jurisdiction],
    queryFn: ({ signal }) =>
      request(ConstraintImport, apiAddress('/api/constraint-layers/progress', { jurisdiction }), { signal }),
    refetchInterval: 700,
    gcTime: 0,
  });

export const offsetsQuery = (jurisdiction: string | null) =>
  infiniteQueryOptions({
    queryKey: ['offsets', jurisdiction],
    queryFn: ({ pageParam, signal }) =>
      request(OffsetList, apiAddress('/api/offsets', { jurisdiction, after: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: jurisdiction !== null,
  });

/** A form with its file last, so that the server knows what it is before it arrives; fields without a text stay out. */
function formOf(file: File, fields: Readonly<Record<string, string>>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value.trim() !== '') body.set(name, value.trim());
  body.set('file', file);
  return body;
}

export type ConstraintFields = {
  readonly jurisdiction: string;
  readonly kind: ConstraintLayer['kind'];
  readonly name: string;
  readonly crs: string;
  readonly widthM: string;
  readonly layer: string;
};

/** Brings a constraint layer in, in the place of the one it replaces. Errors: RequestError; AbortError. */
export const sendConstraints = (
  file: File,
  fields: ConstraintFields,
  onProgress: (ratio: number) => void,
): Sent<ConstraintReply> => sendForm(ConstraintReply, '/api/constraint-layers', formOf(file, fields), onProgress);

/** Takes a constraint layer away. Errors: RequestError. */
export async function removeConstraints(id: number): Promise<void> {
  await request(ConstraintLayer, `/api/constraint-layers/${id}`, { method: 'DELETE' });
}

/** Reads the boundaries of a file; nothing is stored. Errors: RequestError; AbortError. */
export const readBoundaries = (
  file: File,
  fields: { readonly jurisdiction: string; readonly crs: string },
  onProgress: (ratio: number) => void,
): Sent<BoundaryFile> => sendForm(BoundaryFile, '/api/boundaries', formOf(file, fields), onProgress);

/** Several areas of a file as one boundary. `reading` tells one reading of a file from another. */
export const boundaryUnionQuery = (jurisdiction: string, reading: number, areas: readonly BoundaryCandidate[]) =>
  queryOptions({
    queryKey: ['boundary-union', jurisdiction, reading, areas.map(({ row }) => row)],
    queryFn: ({ signal }) =>
      request(BoundaryUnion, '/api/boundaries/union', {
        ...posted({ jurisdiction, boundaries: areas.map(({ boundary }) => boundary) }),
        signal,
      }),
    enabled: areas.length > 1,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: MINUTE_MS,
  });

/** Enters a conversion or an offset. Errors: RequestError, `offset-short` among them. */
export const writeOffset = (draft: OffsetDraft): Promise<OffsetEntry> =>
  request(OffsetEntry, '/api/offsets', posted(draft));

/** Takes an entry back by a counter-entry. Errors: RequestError. */
export const correctOffset = (id: number, correction: OffsetCorrection): Promise<OffsetEntry> =>
  request(OffsetEntry, `/api/offsets/${id}/correction`, posted(correction));
