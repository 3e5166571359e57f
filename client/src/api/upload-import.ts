import { ImportBatch, ProblemDetails } from '@yima-guandi/server/contract';
import { RequestError } from './request.ts';

export type ImportForm = {
  readonly kind: ImportBatch['kind'];
  readonly jurisdiction: string;
  readonly file: File;
  /** JSON text of a mapping; empty: columns are matched by their headers. */
  readonly mapping: string;
  /** For example EPSG:4549; empty: as the file says. */
  readonly crs: string;
  readonly isStrict: boolean;
};

export type Upload = { readonly batch: Promise<ImportBatch>; readonly cancel: () => void };

/**
 * Sends a file with its settings and tells how far it is, from 0 to 1. fetch does not report progress of a body.
 * Errors: RequestError; an AbortError when it was cancelled.
 */
export function uploadImport(form: ImportForm, onProgress: (ratio: number) => void): Upload {
  const request = new XMLHttpRequest();
  const batch = new Promise<ImportBatch>((resolve, reject) => {
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => lengthComputable && onProgress(loaded / total);
    request.onload = () => {
      const answer = readAnswer(request);
      if (answer instanceof RequestError) reject(answer);
      else resolve(answer);
    };
    request.onerror = () => reject(new RequestError('unreachable', 'The connection broke'));
    request.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
    request.open('POST', '/api/imports');
    request.setRequestHeader('accept', 'application/json');
    request.send(formBody(form));
  });
  return { batch, cancel: () => request.abort() };
}

/** The file comes last, so that the server knows what it is before it arrives. */
function formBody({ kind, jurisdiction, file, mapping, crs, isStrict }: ImportForm): FormData {
  const body = new FormData();
  body.set('kind', kind);
  body.set('jurisdiction', jurisdiction);
  body.set('strict', String(isStrict));
  if (mapping.trim() !== '') body.set('mapping', mapping);
  if (crs.trim() !== '') body.set('crs', crs.trim());
  body.set('file', file);
  return body;
}

function readAnswer({ status, responseText }: XMLHttpRequest): ImportBatch | RequestError {
  let json: unknown = null;
  try {
    json = JSON.parse(responseText);
  } catch {
    return new RequestError('internal', `HTTP ${status}`);
  }
  const batch = ImportBatch.safeParse(json);
  if (status < 300 && batch.success) return batch.data;
  const problem = ProblemDetails.safeParse(json);
  if (problem.success) return new RequestError(problem.data.type, problem.data.detail, problem.data.place);
  return new RequestError('internal', `HTTP ${status}`);
}
