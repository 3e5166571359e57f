import { queryOptions } from '@tanstack/react-query';
import {
  ZoneBoundary,
  type ZoneBoundaryRequest,
  ZoneMeasure,
  type ZoneMeasureRequest,
} from '@yima-guandi/server/contract';
import type { z } from 'zod';
import { request } from './request.ts';

const post = (body: unknown, signal?: AbortSignal): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
  ...(signal ? { signal } : {}),
});

export type MeasureAsk = z.output<typeof ZoneMeasureRequest>;

/** What a zone holds. Errors: RequestError. */
export const measureZone = (ask: MeasureAsk, signal?: AbortSignal): Promise<ZoneMeasure> =>
  request(ZoneMeasure, '/api/zones/measure', post(ask, signal));

/** The measure of the draft at a revision of the data; the former one stays, greyed, until the next is there. */
export const zoneMeasureQuery = (ask: MeasureAsk | null, revision: number | null) =>
  queryOptions({
    queryKey: ['zone-measure', revision, ask],
    queryFn: ({ signal }) => measureZone(ask as MeasureAsk, signal),
    enabled: ask !== null,
    placeholderData: (before) => (ask === null ? undefined : before),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

/** A boundary as the ground has it. Errors: RequestError. */
export const zoneBoundary = (ask: z.input<typeof ZoneBoundaryRequest>): Promise<ZoneBoundary> =>
  request(ZoneBoundary, '/api/zones/boundary', post(ask));
