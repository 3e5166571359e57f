import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { type AuditFilter, AuditList } from '@yima-guandi/server/contract';
import { apiAddress, request } from './request.ts';

/** The record of what was done, page by page, the newest first. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      request(AuditList, apiAddress('/api/audit', { ...filter, after: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

/** Where the record is downloaded, as far as it is filtered. */
export const auditFileHref = (format: 'csv' | 'xlsx', filter: AuditFilter): string =>
  apiAddress(`/api/exports/audit.${format}`, filter);
