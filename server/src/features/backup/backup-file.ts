import { z } from 'zod';

/**
 * A backup is gzipped text, one JSON value a line: a header, then for each table a line that opens it, its rows as
 * JSON objects written by the database itself, and a line that closes it with their number; last a line that says
 * that nothing is missing. It reads the same on both engines.
 */
export const BACKUP_FORMAT = 'yima-guandi-backup/1';

export const Header = z.object({
  format: z.literal(BACKUP_FORMAT),
  madeAt: z.string(),
  migrations: z.array(z.string()).describe('Applied when the backup was made, in order'),
});
export type Header = z.infer<typeof Header>;

export const Sequence = z.object({ column: z.string(), lastValue: z.string(), isCalled: z.boolean() });
export type Sequence = z.infer<typeof Sequence>;

/** Lines that are not rows. A row is never mistaken for one: its keys are column names, and no column begins with @. */
export const Mark = z.union([
  z.object({ '@table': z.string() }),
  z.object({ '@end': z.string(), rows: z.int(), sequences: z.array(Sequence) }),
  z.object({ '@complete': z.literal(true), tables: z.int() }),
]);
export type Mark = z.infer<typeof Mark>;

export const isMark = (line: string): boolean => line.startsWith('{"@');
