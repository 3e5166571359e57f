import { ProblemDetails } from '@yima-guandi/server/contract';
import type { z } from 'zod';
import { RequestError } from './request.ts';

export type Sent<Reply> = { readonly reply: Promise<Reply>; readonly cancel: () => void };

/**
 * Sends a form with a file and tells how far it is, from 0 to 1. fetch does not report progress of a body.
 * Errors: RequestError; an AbortError when it was cancelled.
 */
export function sendForm<S extends z.ZodType>(
  schema: S,
  address: string,
  body: FormData,
  onProgress: (ratio: number) => void,
): Sent<z.output<S>> {
  const request = new XMLHttpRequest();
  const reply = new Promise<z.output<S>>((resolve, reject) => {
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
  return { reply, cancel: () => request.abort() };
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
