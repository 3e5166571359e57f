import { ProblemDetails, type ProblemKind } from '@yima-guandi/server/contract';
import type { z } from 'zod';
import { doubtRights, nextSession, sessionCount } from './signed-in.ts';

/** A refusal of the server by name, or `unreachable` where no answer came. */
export class RequestError extends Error {
  readonly kind: ProblemKind | 'unreachable';
  readonly place: string | undefined;

  constructor(kind: ProblemKind | 'unreachable', detail: string, place?: string) {
    super(detail);
    this.name = 'RequestError';
    this.kind = kind;
    this.place = place;
  }
}

type Parameters = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Builds an address of the API; parameters without a value are left out. */
export function apiAddress(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== undefined) query.set(name, String(value));
  const tail = query.toString();
  return tail ? `${path}?${tail}` : path;
}

async function readProblem(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = ProblemDetails.safeParse(body);
  if (problem.success) return new RequestError(problem.data.type, problem.data.detail, problem.data.place);
  return new RequestError(response.status === 503 ? 'starting' : 'internal', `HTTP ${response.status}`);
}

async function fetchOnce(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new RequestError('unreachable', String(error));
  }
}

/** Where the session has ended, the request waits for the next one: what was refused for that has done nothing. */
async function fetchReply(address: string, init: RequestInit): Promise<Response> {
  const session = sessionCount();
  const response = await fetchOnce(address, init);
  if (response.ok) return response;
  const problem = await readProblem(response);
  if (problem.kind === 'not-permitted') doubtRights();
  if (problem.kind !== 'sign-in-needed') throw problem;
  await nextSession(session, init.signal);
  return fetchReply(address, init);
}

/** Fetches numbers that are no JSON. Errors: RequestError. */
export async function requestBytes(address: string, init: RequestInit = {}): Promise<ArrayBuffer> {
  return (await fetchReply(address, init)).arrayBuffer();
}

/** Fetches and proves the reply by its schema. Errors: RequestError. */
export async function request<S extends z.ZodType>(
  schema: S,
  address: string,
  init: RequestInit = {},
): Promise<z.output<S>> {
  const response = await fetchReply(address, { ...init, headers: { accept: 'application/json', ...init.headers } });
  const body: unknown = await response.json().catch(() => null);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new RequestError('internal', `${address}: ${parsed.error.message}`);
  return parsed.data;
}
