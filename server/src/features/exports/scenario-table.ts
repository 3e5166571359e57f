import { FINDING_NAMES } from '../../contract/paper-words.ts';
import { FINDING_KINDS, POTENTIAL_KINDS } from '../../domain/finding.ts';
import { muHundredthsFromM2 } from '../../domain/units.ts';
import type { Cell } from '../../formats/write-csv.ts';
import type { ScenarioPaper } from '../scenarios/read-scenario-paper.ts';
import { printedTime, type Stamp, stampLines } from './export-sheet.ts';
import { UNKNOWN } from './found-table.ts';
import type { Table } from './send-table.ts';

const POTENTIAL: ReadonlySet<string> = new Set(POTENTIAL_KINDS);
type PaperParcel = ScenarioPaper['parcels'][number];

const COUNTING_NAMES = {
  whole: '整宗（区内占比 ≥ 50%）',
  clipped: '裁切（只计区内部分）',
  touching: '触及（有部分在区内即整宗计入）',
} as const;
const LOCK_NAMES = { in: '锁入', out: '锁出' } as const;
const MU = '#,##0.00';

const COLUMNS = [
  { header: '序号', width: 6 },
  { header: '宗地代码', width: 22 },
  { header: '宗地名称', width: 24 },
  { header: '权利人', width: 30 },
  { header: '镇街', width: 12 },
  { header: '计入面积（亩）', width: 12, format: MU, sum: true },
  { header: '其中低效（亩）', width: 12, format: MU, sum: true },
  { header: '区内占比（%）', width: 10, format: MU },
  { header: '证载面积（亩）', width: 12, format: MU },
  { header: '图上面积（亩）', width: 12, format: MU },
  { header: '评价等级', width: 9 },
  { header: '认定结果', width: 18 },
  { header: '整宗税收（万元）', width: 14, format: MU, sum: true },
  { header: '使用权终止日期', width: 14 },
  { header: '锁定', width: 8 },
] as const;

const mu = (areaM2: number | null): Cell => (areaM2 === null ? UNKNOWN : muHundredthsFromM2(areaM2) / 100);

/** Land that the measure counts as freed: found low-efficiency or suspected idle. */
export const freedHundredths = ({ facts, muHundredths }: PaperParcel): number =>
  (facts.findings ?? []).some((kind) => POTENTIAL.has(kind)) ? muHundredths : 0;

/** Kinds found, in words. */
export const findingWords = ({ facts }: PaperParcel): string =>
  FINDING_KINDS.filter((kind) => facts.findings?.includes(kind))
    .map((kind) => FINDING_NAMES[kind])
    .join('、');

function cellsOf(parcel: PaperParcel, number: number): Cell[] {
  const { facts, muHundredths } = parcel;
  const tax = facts.tax10kYuan ?? null;
  return [
    number,
    parcel.code,
    facts.name ?? null,
    facts.ownerName ?? UNKNOWN,
    facts.townName ?? null,
    muHundredths / 100,
    freedHundredths(parcel) / 100,
    facts.shareInside === undefined ? UNKNOWN : Math.round(facts.shareInside * 10_000) / 100,
    mu(parcel.certifiedAreaM2),
    mu(parcel.measuredAreaM2),
    facts.class ?? UNKNOWN,
    findingWords(parcel),
    tax === null ? UNKNOWN : Math.round(tax * 100) / 100,
    facts.termEndsOn ?? UNKNOWN,
    facts.lock ? LOCK_NAMES[facts.lock] : null,
  ];
}

/** Lines under the title: what was counted and how, and where it comes from. */
export const scenarioNotes = ({ scenario }: ScenarioPaper, stamp: Stamp): string[] => [
  ...stampLines(stamp),
  `连片方案：${scenario.name}（第 ${scenario.version} 版）　计数口径：${COUNTING_NAMES[scenario.counting]}　测算于：${printedTime(new Date(scenario.measuredAt))}`,
  ...(scenario.isBehind ? ['数据在测算之后已有更新，以下仍是测算时的数字'] : []),
];

/** The parcel list of a scenario, whose totals are the sums of what is printed. */
export function scenarioTable(paper: ScenarioPaper, stamp: Stamp): Table {
  const { scenario, parcels } = paper;
  const rows = parcels.map((parcel, index) => cellsOf(parcel, index + 1));
  return {
    sheet: {
      name: '宗地清单',
      title: `${stamp.jurisdiction.name}连片开发方案“${scenario.name}”宗地清单（${scenario.year}年度）`,
      notes: scenarioNotes(paper, stamp),
      columns: COLUMNS,
      totalLabel: '合计',
    },
    rows,
    totals: () =>
      COLUMNS.map((column, index) => {
        if (index === 0) return '合计';
        if (index === 1) return `${rows.length} 宗`;
        return 'sum' in column ? printedSum(rows.map((row) => row[index] ?? null)) : null;
      }),
  };
}

/** Sums whole hundredths, which is what the cells hold: no sum of fractions drifts away from its rows. Of nothing known there is no sum. */
function printedSum(cells: readonly Cell[]): Cell {
  const known = cells.filter((cell) => typeof cell === 'number');
  if (known.length === 0 && cells.length > 0) return UNKNOWN;
  return known.reduce((sum, cell) => sum + Math.round(cell * 100), 0) / 100;
}
