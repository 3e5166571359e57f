import type { OffsetBalance, OffsetEntry } from '../../contract/offset.ts';
import type { JurisdictionRow } from '../../db/places.ts';
import type { Cell } from '../../formats/write-csv.ts';
import { printedTime } from '../exports/export-sheet.ts';
import { type TakenBy, takenByLines } from '../exports/record-export.ts';
import type { Table } from '../exports/send-table.ts';

const KIND_NAMES = { conversion: '改（转出工业用途）', offset: '补（补充工业用地）' } as const;
const MU = { width: 14, format: '#,##0.00' } as const;
const COLUMNS = [
  { header: '序号', width: 8 },
  { header: '编号', width: 8 },
  { header: '日期', width: 12 },
  { header: '类别', width: 20 },
  { header: '地块', width: 26 },
  { header: '改（亩）', ...MU, sum: true },
  { header: '补（亩）', ...MU, sum: true },
  { header: '余额（亩）', ...MU },
  { header: '方案', width: 18 },
  { header: '文号', width: 22 },
  { header: '冲销', width: 12 },
  { header: '余额低于零的理由', width: 26 },
  { header: '备注', width: 26 },
] as const;

/** The ledger as it is printed: in the order of days, with the balance after each entry. Hundredths become mu here. */
export function ledgerTable(
  { jurisdiction, revision, at, by }: { jurisdiction: JurisdictionRow; revision: number; at: Date; by: TakenBy | null },
  entries: readonly OffsetEntry[],
  total: OffsetBalance,
): Table {
  return {
    sheet: {
      name: '改一补一台账',
      title: `${jurisdiction.name}工业用地改一补一台账`,
      notes: [
        ...(jurisdiction.isSynthetic ? ['演示数据，非真实宗地，不得作为依据'] : []),
        `辖区：${jurisdiction.name}　单位：亩　余额＝补－改，按日期先后累计`,
        `数据修订：R${revision}　导出时间：${printedTime(at)}`,
        ...takenByLines(by),
      ],
      columns: COLUMNS,
      totalLabel: '合计',
    },
    rows: entries.map(cells),
    totals: () =>
      COLUMNS.map(({ header }, index) => {
        if (index === 0) return '合计';
        if (index === 1) return `${total.entries} 笔`;
        if (header === '改（亩）') return total.conversionMuHundredths / 100;
        if (header === '补（亩）') return total.offsetMuHundredths / 100;
        return header === '余额（亩）' ? total.balanceMuHundredths / 100 : null;
      }),
  };
}

function cells(entry: OffsetEntry, index: number): Cell[] {
  const mu = entry.muHundredths / 100;
  return [
    index + 1,
    entry.id,
    entry.on,
    KIND_NAMES[entry.kind],
    entry.land,
    entry.kind === 'conversion' ? mu : null,
    entry.kind === 'offset' ? mu : null,
    entry.balanceMuHundredths / 100,
    entry.scenario?.name ?? null,
    entry.document,
    entry.corrects === null
      ? entry.correctedBy === null
        ? null
        : `由 ${entry.correctedBy} 冲销`
      : `冲销 ${entry.corrects}`,
    entry.shortReason,
    entry.note,
  ];
}
