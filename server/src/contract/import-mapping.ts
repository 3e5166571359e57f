import { z } from 'zod';

const Note = z
  .string()
  .max(500)
  .optional()
  .describe('What the reader of the batch should know, for example that one figure stands in for another');

const ColumnSource = z.union([
  z.string().min(1).max(200).describe('A header of the file'),
  z.strictObject({
    column: z.string().min(1).max(200),
    unit: z
      .string()
      .max(40)
      .optional()
      .describe('mu, m2, ha, km2, square-foot, yuan, 10k-yuan, 100m-yuan, tce …, or as Chinese headers write it'),
    combine: z
      .enum(['first', 'sum', 'max'])
      .optional()
      .describe('How pieces with the same code are put together; sum is not known where one piece is not'),
    zeroIsUnknown: z.boolean().optional(),
    note: Note,
  }),
  z.strictObject({
    constant: z.union([z.string().max(200), z.number()]),
    unit: z.string().max(40).optional(),
    note: Note,
  }),
]);

/** How a file is read. Everything is optional: columns are matched by their headers, the rest is detected. */
export const ImportMapping = z.strictObject({
  description: z.string().max(2000).optional(),
  columns: z.record(z.string(), ColumnSource).default({}).describe('Field -> where it comes from'),
  crs: z.string().max(40).optional().describe('EPSG:4549; overrides what the file says'),
  encoding: z.string().max(40).optional().describe('UTF-8, GB18030, UTF-16LE, UTF-16BE or Latin-1'),
  delimiter: z.string().length(1).optional(),
  sheet: z.string().max(100).optional(),
  layer: z.string().max(200).optional(),
  mergePiecesBy: z
    .string()
    .max(200)
    .optional()
    .describe('The column of the code: rows that share it are pieces of one'),
});
export type ImportMapping = z.infer<typeof ImportMapping>;
