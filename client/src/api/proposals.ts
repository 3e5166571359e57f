import { queryOptions } from '@tanstack/react-query';
import { ProposalJob, type ProposalRequest } from '@yima-guandi/server/contract';
import type { z } from 'zod';
import { request } from './request.ts';

const POLL_MS = 400;

export type ProposalAsk = z.input<typeof ProposalRequest>;

/** Begins a search for zones. Errors: RequestError. */
export const startProposal = (ask: ProposalAsk): Promise<ProposalJob> =>
  request(ProposalJob, '/api/proposals', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ask),
  });

export const cancelProposal = (id: string): Promise<ProposalJob> =>
  request(ProposalJob, `/api/proposals/${id}`, { method: 'DELETE' });

/** How far a search is, asked again until it has ended. */
export const proposalQuery = (id: string | null) =>
  queryOptions({
    queryKey: ['proposal', id],
    queryFn: ({ signal }) => request(ProposalJob, `/api/proposals/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'running' ? POLL_MS : false),
    staleTime: ({ state }) => (state.data?.state === 'running' ? 0 : Number.POSITIVE_INFINITY),
    retry: false,
  });
