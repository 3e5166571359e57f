import { ProblemDetails } from '@yima-guandi/server/contract';
import type { z } from 'zod';
import { RequestError } from './request.ts';
import { nextSession, sessionCount } from './signed-in.ts';

export type Sent<Reply> = { readonly reply: Promise<Reply>; readonly cancel: () => void };

/**
 * Sends a form with a file and tells how far it is, from 0 to 1. fetch does not report progress of a body. Where the
 * session has ended, it is sent again under the next one. Errors: RequestError; an AbortError when it was cancelled.
 */
export function sendForm<S extends z.ZodType>(
  schema: S,
  address: string,
  body: FormData,
  onProgress: (ratio: number) => void,
): Sent<z.output<S>> {
  const given = new AbortController();
  const send = async (): Promise<z.output<S>> => {
    const session = sessionCount();
    try {
      return await sendOnce(schema, address, { body, onProgress, signal: given.signal });
    } catch (error) {
      if (!(error instanceof RequestError) || error.kind !== 'sign-in-needed') throw error;
      await nextSession(session, given.signal);
      return send();
    }
  };
  return { reply: send(), cancel: () => given.abort() };
}

type Sending = {
  readonly body: FormData;
  readonly onProgress: (ratio: number) => void;
  readonly signal: AbortSignal;
};

function sendOnce<S extends z.ZodType>(
  schema: S,
  address: string,
  { body, onProgress, signal }: Sending,
): Promise<z.output<S>> {
  const request = new XMLHttpRequest();
  signal.addEventListener('abort', () => request.abort());
  return new Promise<z.output<S>>((resolve, reject) => {
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => lengthComputable && onProgress(loaded / total);
    request.onload = () => {
      const answer = readAnswer(schema, request);
      if (answer instanceof RequestError) reject(answer);
      else resolve(answer.data);
    };
    request.onerror = () => reject(new RequestError('unreachable', 'The connection broke'));
    request.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.send(body);
  });
}

function readAnswer<S extends z.ZodType>(
  schema: S,
  { status, responseText }: XMLHttpRequest,
): { data: z.output<S> } | RequestError {
  let json: unknown = null;
  try {
    json = JSON.parse(responseText);
  } catch {
    return new RequestError('internal', `HTTP ${status}`);
  }
  const reply = schema.safeParse(json);
  if (status < 300 && reply.success) return { data: reply.data };
  const problem = ProblemDetails.safeParse(json);
  if (problem.success) return new RequestError(problem.data.type, problem.data.detail, problem.data.place);
  return new RequestError('internal', `HTTP ${status}`);
}
