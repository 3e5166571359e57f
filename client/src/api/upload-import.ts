import { ImportBatch } from '@yima-guandi/server/contract';
import { type Sent, sendForm } from './send-form.ts';

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

/** Sends a file with its settings. Errors: RequestError; an AbortError when it was cancelled. */
export const uploadImport = (form: ImportForm, onProgress: (ratio: number) => void): Sent<ImportBatch> =>
  sendForm(ImportBatch, '/api/imports', formBody(form), onProgress);

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
