import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  Health,
  ImportBatch,
  ImportDetail,
  JurisdictionList,
  ParcelDetail,
  ParcelList,
  type ParcelListQuery,
  Programme,
  SearchReply,
  Tally,
  type TallyRow,
  TileJson,
  WhatIfList,
} from '@yima-guandi/server/contract';
import { z } from 'zod';
import { giveNeighbours, openColumns } from '../columns/columns-desk.ts';
import { askParcel } from './parcel-batch.ts';
import { apiAddress, RequestError, request, requestBytes } from './request.ts';

export type TallyGroup = Tally['by'];
export type TallyLine = TallyRow;
const MINUTE_MS = 60_000;
const ImportList = z.object({ items: z.array(ImportBatch) });

/** The revision rises when data changes: polled, so that an open page notices an import. While the server starts, asked every second. */
export const healthQuery = () =>
  queryOptions({
    queryKey: ['health'],
    queryFn: ({ signal }) => request(Health, '/api/health', { signal }),
    refetchInterval: (query) => (query.state.data ? 15_000 : 1000),
    retry: false,
  });

export const jurisdictionsQuery = () =>
  queryOptions({
    queryKey: ['jurisdictions'],
    queryFn: ({ signal }) => request(JurisdictionList, '/api/jurisdictions', { signal }),
    staleTime: MINUTE_MS,
    placeholderData: keepPreviousData,
  });

export const programmeQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['programme', id],
    queryFn: ({ signal }) => request(Programme, `/api/programmes/${encodeURIComponent(id ?? '')}`, { signal }),
    enabled: id !== undefined,
    staleTime: MINUTE_MS,
  });

/** What the tiles of the parcels are, and from which zoom on they hold parcels and no squares. */
export const parcelTilesQuery = (year: number | null, revision: number | null) =>
  queryOptions({
    queryKey: ['parcel-tiles', year, revision],
    queryFn: ({ signal }) => request(TileJson, apiAddress('/tiles/parcels.json', { year, revision }), { signal }),
    enabled: year !== null && revision !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });

export type ParcelListing = {
  readonly jurisdiction: string;
  readonly year: number;
  readonly filter?: string | undefined;
  readonly order?: z.output<typeof ParcelListQuery>['order'];
  readonly limit?: number;
};

export const parcelsQuery = (listing: ParcelListing | null) =>
  infiniteQueryOptions({
    queryKey: ['parcels', listing],
    queryFn: ({ pageParam, signal }) =>
      request(ParcelList, apiAddress('/api/parcels', { ...listing, after: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: listing !== null,
    placeholderData: keepPreviousData,
  });

/** The dossier; its findings are those of the year. */
export const parcelQuery = (code: string | null, jurisdiction: string | null, year: number | null) =>
  queryOptions({
    queryKey: ['parcel', jurisdiction, code, year],
    queryFn: ({ signal }) =>
      request(ParcelDetail, apiAddress(`/api/parcels/${encodeURIComponent(code ?? '')}`, { jurisdiction, year }), {
        signal,
      }),
    enabled: code !== null,
    placeholderData: (before, query) => (query?.queryKey[2] === code ? before : undefined),
    staleTime: MINUTE_MS,
  });

/** One parcel in short by its tile id: what the hover card and the rows of live lists say of it. */
export const parcelAtQuery = (id: number | null, year: number | null) =>
  queryOptions({
    queryKey: ['parcel-at', id, year],
    queryFn: () => askParcel(id ?? 0, year ?? 0),
    enabled: id !== null && year !== null,
    staleTime: MINUTE_MS,
  });

export const searchQuery = (q: string, jurisdiction: string | null) =>
  queryOptions({
    queryKey: ['search', jurisdiction, q],
    queryFn: ({ signal }) => request(SearchReply, apiAddress('/api/search', { q, jurisdiction }), { signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: MINUTE_MS,
  });

export type TallyAsk = {
  readonly jurisdiction: string;
  readonly year: number;
  readonly by: TallyGroup;
  readonly filter?: string | undefined;
  /** Which parcels the figures speak of; the potential unless said. */
  readonly of?: 'potential' | 'all';
};

/** Keeps the last good figures while new ones come: `isPlaceholderData` says that they are being renewed. */
export const tallyQuery = (ask: TallyAsk | null) =>
  queryOptions({
    queryKey: ['tally', ask],
    queryFn: ({ signal }) => request(Tally, apiAddress('/api/tally', { ...ask }), { signal }),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    staleTime: MINUTE_MS,
  });

/** A state of the land that never changes: what its columns hold belongs to one revision. */
export type LandMoment = { readonly jurisdiction: string; readonly year: number; readonly revision: number };

/**
 * The columns of a jurisdiction and year, handed to the worker that keeps them; here only whether they are there. It
 * keeps one set, so an answer is forgotten with its last user; fetching it again is the browser's cache.
 */
export const columnsQuery = (moment: LandMoment | null) =>
  queryOptions({
    queryKey: ['columns', moment],
    queryFn: async ({ signal }) => {
      const { revision, ...place } = moment ?? { revision: 0 };
      await openColumns(await requestBytes(apiAddress(`/api/columns/${revision}`, place), { signal }));
      return moment;
    },
    enabled: moment !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Pairs of ids of parcels that lie beside each other, handed to the worker after its columns. */
export const neighboursQuery = (moment: LandMoment | null) =>
  queryOptions({
    queryKey: ['neighbours', moment],
    queryFn: async ({ signal }) => {
      const { revision, jurisdiction } = moment ?? { revision: 0 };
      const bytes = await requestBytes(apiAddress(`/api/columns/${revision}/neighbours`, { jurisdiction }), { signal });
      await giveNeighbours(new Int32Array(bytes));
      return moment;
    },
    enabled: moment !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const whatIfsQuery = (jurisdiction: string | null) =>
  queryOptions({
    queryKey: ['what-ifs', jurisdiction],
    queryFn: ({ signal }) => request(WhatIfList, apiAddress('/api/what-ifs', { jurisdiction }), { signal }),
    enabled: jurisdiction !== null,
    staleTime: MINUTE_MS,
  });

export const importsQuery = () =>
  queryOptions({
    queryKey: ['imports'],
    queryFn: ({ signal }) => request(ImportList, '/api/imports', { signal }),
  });

export const importQuery = (id: number | null) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => request(ImportDetail, `/api/imports/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data?.stage === 'done' ? false : 700),
  });

/** A refusal will be refused again; only silence and a starting server are worth another try. */
export function isWorthRetrying(failures: number, error: Error): boolean {
  if (!(error instanceof RequestError)) return false;
  if (error.kind === 'starting') return true;
  return error.kind === 'unreachable' && failures < 3;
}
