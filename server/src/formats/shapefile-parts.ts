import { open } from 'node:fs/promises';
import { Problem } from '../contract/problem.ts';

/** Where the parts of one Shapefile lie. */
export type ShapefileParts = {
  readonly shp: string;
  readonly shx: string | undefined;
  readonly dbf: string | undefined;
  readonly cpg: string | undefined;
};

const HEADER_BYTES = 100;
const FILE_CODE = 9994;
const INDEX_ENTRY_BYTES = 8;

/**
 * Proves that the parts are whole and belong together: GDAL reads what it can of a damaged set and says nothing.
 * Errors: `file-unreadable`.
 */
export async function proveShapefile({ shp, shx, dbf }: ShapefileParts): Promise<void> {
  if (!dbf || !shx)
    throw damaged(
      `缺少 ${dbf ? '.shx 索引' : '.dbf 属性表'}，请连同 .shp、.shx、.dbf、.prj 一起压缩`,
      `The .${dbf ? 'shx' : 'dbf'} of the Shapefile is missing: pack .shp, .shx, .dbf and .prj together.`,
    );
  const shapes = await readHead(shp);
  if (shapes.size < HEADER_BYTES || shapes.head.readInt32BE(0) !== FILE_CODE)
    throw damaged('.shp 不是 Shapefile，请重新导出', 'The .shp is not one: export it again.');
  const table = await readHead(dbf);
  const rows = table.head.readUInt32LE(4);
  const tableBytes = table.head.readUInt16LE(8) + rows * table.head.readUInt16LE(10);
  if (shapes.size < shapes.head.readInt32BE(24) * 2 || table.size < tableBytes)
    throw damaged(
      `${table.size < tableBytes ? '.dbf' : '.shp'} 不完整（比文件头所说的短），请重新导出`,
      'The Shapefile is truncated: export it again.',
    );
  const count = Math.floor(((await readHead(shx)).size - HEADER_BYTES) / INDEX_ENTRY_BYTES);
  if (count !== rows)
    throw damaged(
      `图形 ${count} 个，属性 ${rows} 行，各部分不配套；请把同一次导出的 .shp、.shx、.dbf 放在一起`,
      `It has ${count} shapes but ${rows} rows of attributes: its parts are not of one export.`,
    );
}

async function readHead(path: string): Promise<{ head: Buffer; size: number }> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(HEADER_BYTES);
    await file.read(head, 0, HEADER_BYTES, 0);
    return { head, size: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

const damaged = (zh: string, en: string): Problem =>
  new Problem('file-unreadable', `Shapefile 不能导入：${zh}。 ${en}`, 'file');
