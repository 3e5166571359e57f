import type { Tally, TallyRow } from '../../contract/api.ts';
import type { Cell } from '../../formats/write-csv.ts';
import { UNKNOWN } from './found-table.ts';

const GROUP_NAMES: Record<Tally['by'], string> = {
  town: '镇街',
  park: '园区',
  class: '评价等级',
  finding: '认定结果',
  industry: '行业（GB/T 4754 大类）',
};

const FINDING_GROUPS: Record<string, string> = {
  'low-efficiency': '低效用地',
  'suspected-idle': '疑似闲置',
  'low-efficiency+suspected-idle': '低效且疑似闲置',
  pending: '待核',
  none: '未认定',
};

const MU = { width: 14, format: '#,##0.00', sum: true } as const;
const COUNT = { width: 10, format: '#,##0', sum: true } as const;

export const tallyColumns = (by: Tally['by']) =>
  [
    { header: GROUP_NAMES[by], width: 20 },
    { header: '宗地（宗）', ...COUNT },
    { header: '面积（亩）', ...MU },
    { header: '潜力宗地（宗）', ...COUNT },
    { header: '潜力面积（亩）', ...MU },
    { header: '待核宗地（宗）', ...COUNT },
    { header: '待核面积（亩）', ...MU },
  ] as const;

/** A row of the tally as the cells of tallyColumns. Hundredths become mu here and nowhere before. */
export function tallyCells(row: TallyRow, by: Tally['by']): Cell[] {
  const label = by === 'finding' ? (FINDING_GROUPS[row.key ?? ''] ?? UNKNOWN) : (row.label ?? UNKNOWN);
  return [label, ...[row.all, row.potential, row.pending].flatMap((sum) => [sum.parcels, sum.muHundredths / 100])];
}
