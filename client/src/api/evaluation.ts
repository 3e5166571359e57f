import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type AGAINST,
  ChangeList,
  CloseReply,
  EnterpriseExplanation,
  type EvaluationMethod,
  EvaluationReply,
  MethodTemplateList,
  MovedList,
  PreviewReply,
  PublishReply,
  RankedList,
  TransitionReply,
} from '@yima-guandi/server/contract';
import type { Tier } from '@yima-guandi/server/domain';
import { apiAddress, request, requestBytes } from './request.ts';

const MINUTE_MS = 60_000;

export type YearOfPlace = { readonly jurisdiction: string; readonly year: number };

/** Methods in force and what they gave, tier by tier. */
export const evaluationQuery = (ask: YearOfPlace | null) =>
  queryOptions({
    queryKey: ['evaluation', ask],
    queryFn: ({ signal }) => request(EvaluationReply, apiAddress('/api/evaluation', { ...ask }), { signal }),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    staleTime: MINUTE_MS,
  });

export const templatesQuery = () =>
  queryOptions({
    queryKey: ['evaluation-templates'],
    queryFn: ({ signal }) => request(MethodTemplateList, '/api/evaluation/templates', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export type DraftAsk = YearOfPlace & { readonly tier: Tier; readonly definition: EvaluationMethod };

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** What a draft would give. It is asked by its content, so that going back to a draft seen before costs nothing. */
export const previewQuery = (draft: DraftAsk | null) =>
  queryOptions({
    queryKey: ['evaluation-preview', draft],
    queryFn: ({ signal }) => request(PreviewReply, '/api/evaluation/preview', { ...post(draft), signal }),
    enabled: draft !== null,
    placeholderData: keepPreviousData,
    staleTime: MINUTE_MS,
  });

export type ChangesAsk = DraftAsk & { readonly against: (typeof AGAINST)[number] };

/** Those that a draft moves, after the ones that its preview lists. */
export const changesQuery = (ask: ChangesAsk | null, after: string | null) =>
  infiniteQueryOptions({
    queryKey: ['evaluation-changes', ask, after],
    queryFn: ({ pageParam, signal }) =>
      request(ChangeList, '/api/evaluation/preview/changes', { ...post({ ...ask, after: pageParam }), signal }),
    initialPageParam: after,
    getNextPageParam: (page) => page.next,
    enabled: ask !== null && after !== null,
    staleTime: MINUTE_MS,
  });

/** All that a draft moves, as a table. */
export const changesFile = (ask: ChangesAsk, reason: string | undefined) =>
  requestBytes(apiAddress('/api/evaluation/preview/changes.csv', { reason }), post(ask));

export const publishMethod = (draft: DraftAsk & { readonly note: string }) =>
  request(PublishReply, '/api/evaluation/methods', post(draft));

/** Closes a year for good. One that is closed already answers since when. */
export const closeYear = (ask: YearOfPlace) => request(CloseReply, '/api/evaluation/close', post(ask));

export type RankedAsk = YearOfPlace & {
  readonly tier: Tier;
  readonly class?: string | undefined;
  readonly q?: string | undefined;
  readonly limit?: number;
};

export const rankedQuery = (ask: RankedAsk | null) =>
  infiniteQueryOptions({
    queryKey: ['evaluation-ranked', ask],
    queryFn: ({ pageParam, signal }) =>
      request(RankedList, apiAddress('/api/evaluation/enterprises', { ...ask, after: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    staleTime: MINUTE_MS,
  });

export const explanationQuery = (creditCode: string | null, ask: YearOfPlace | null) =>
  queryOptions({
    queryKey: ['evaluation-explanation', ask, creditCode],
    queryFn: ({ signal }) =>
      request(
        EnterpriseExplanation,
        apiAddress(`/api/evaluation/enterprises/${encodeURIComponent(creditCode ?? '')}`, { ...ask }),
        { signal },
      ),
    enabled: creditCode !== null && ask !== null,
    placeholderData: (before, query) => (query?.queryKey[2] === creditCode ? before : undefined),
    staleTime: MINUTE_MS,
  });

export type TransitionAsk = { readonly jurisdiction: string; readonly from: number; readonly to: number };

export const transitionsQuery = (ask: TransitionAsk | null) =>
  queryOptions({
    queryKey: ['evaluation-transitions', ask],
    queryFn: ({ signal }) =>
      request(TransitionReply, apiAddress('/api/evaluation/transitions', { ...ask }), { signal }),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    staleTime: MINUTE_MS,
  });

export type MovedAsk = TransitionAsk & { readonly fromClass: string; readonly toClass: string };

/** The enterprises behind one cell of the movement. */
export const movedQuery = (ask: MovedAsk | null) =>
  infiniteQueryOptions({
    queryKey: ['evaluation-moved', ask],
    queryFn: ({ pageParam, signal }) =>
      request(MovedList, apiAddress('/api/evaluation/transitions/enterprises', { ...ask, after: pageParam }), {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: ask !== null,
    staleTime: MINUTE_MS,
  });
