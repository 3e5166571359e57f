import { ACTED_AS_NAMES, AUDIT_KIND_NAMES, type AuditEntry } from '../../contract/audit.ts';
import type { Cell } from '../../formats/write-csv.ts';
import { printedTime } from '../exports/export-sheet.ts';
import { type TakenBy, takenByLines } from '../exports/record-export.ts';
import type { Table } from '../exports/send-table.ts';

const COLUMNS = [
  { header: '序号', width: 8 },
  { header: '时间', width: 22 },
  { header: '人员', width: 16 },
  { header: '事项', width: 16 },
  { header: '辖区', width: 14 },
  { header: '对象', width: 24 },
  { header: '变更前', width: 40 },
  { header: '变更后', width: 40 },
  { header: '说明', width: 40 },
  { header: '校验值', width: 66 },
] as const;

/** Who acted, as papers say it. */
const actorName = ({ actedAs, actor }: AuditEntry): string => ACTED_AS_NAMES[actedAs] || actor;

/** The record as it is printed, the newest first. `filter`: what it was asked for, in words. */
export function auditTable(
  { filter, at, by }: { readonly filter: string; readonly at: Date; readonly by: TakenBy | null },
  entries: AsyncIterable<AuditEntry>,
): Table {
  let count = 0;
  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const entry of entries) {
      count += 1;
      yield cells(entry);
    }
  }
  return {
    sheet: {
      name: '审计记录',
      title: '审计记录',
      notes: [`筛选：${filter}`, `导出时间：${printedTime(at)}`, ...takenByLines(by)],
      columns: COLUMNS,
      totalLabel: '合计',
    },
    rows: rows(),
    totals: () => ['合计', `${count} 条`],
  };
}

function cells(entry: AuditEntry): Cell[] {
  const { before, after, facts } = entry.details;
  return [
    entry.id,
    printedTime(new Date(entry.at)),
    actorName(entry),
    AUDIT_KIND_NAMES[entry.kind],
    entry.jurisdiction?.name ?? null,
    entry.subject,
    ...[before, after, facts].map((part) => (part === undefined ? null : shortened(JSON.stringify(part)))),
    entry.hash,
  ];
}

/** As much as a cell of a spreadsheet takes. */
const MOST_LETTERS = 32_000;
const shortened = (text: string): string => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text);
