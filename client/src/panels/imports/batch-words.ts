import type { ImportRow } from '@yima-guandi/server/contract';
import { z } from 'zod';
import type { Language } from '../../url/view.ts';

const Column = z.object({
  field: z.string(),
  label: z.string(),
  header: z.string().optional(),
  constant: z.union([z.string(), z.number()]).optional(),
  unit: z.string().optional(),
});

/** What an import says it recognised. It is a free record on the wire: what does not fit is left out, never shown raw. */
const Detected = z.object({
  format: z.string().optional().catch(undefined),
  encoding: z.string().nullish().catch(undefined),
  crs: z.string().optional().catch(undefined),
  columns: z.array(Column).optional().catch(undefined),
  placeCheck: z.string().optional().catch(undefined),
  datumNote: z.string().optional().catch(undefined),
  notes: z
    .array(z.object({ field: z.string(), note: z.string() }))
    .optional()
    .catch(undefined),
  unusedColumns: z.array(z.string()).optional().catch(undefined),
});
export type Detected = z.infer<typeof Detected>;

export const readDetected = (detected: Record<string, unknown>): Detected => Detected.parse(detected);

/** One matched column: the field and where it comes from, for example 证载面积 ← DKMJ（亩）. Its label is Chinese. */
export function columnWords(
  { field, label, header, constant, unit }: z.infer<typeof Column>,
  language: Language = 'zh',
): string {
  const source = header ?? (constant === undefined ? '' : `= ${constant}`);
  return `${language === 'zh' ? label : field} ← ${source}${unit === undefined ? '' : `（${unit}）`}`;
}

/** The message without the name of its column, which stands in the cell beside it. */
export const reasonWords = ({ column, message }: ImportRow['reasons'][number]): string =>
  column !== null && message.startsWith(`${column}：`) ? message.slice(column.length + 1) : message;
