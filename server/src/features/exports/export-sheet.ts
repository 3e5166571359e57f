import type { Programme } from '../../contract/programme.ts';
import type { JurisdictionRow } from '../../db/places.ts';
import { type TakenBy, takenByLines } from './record-export.ts';

export type Stamp = {
  readonly jurisdiction: JurisdictionRow;
  readonly programme: Programme | null;
  readonly year: number;
  /** In words */
  readonly filter: string;
  /** The rules that are tried in place of those in force, in words; null: none is. */
  readonly tried: string | null;
  readonly revision: number;
  readonly methods: readonly string[];
  readonly at: Date;
  readonly by: TakenBy | null;
};

const STATUS_NAMES = { draft: '征求意见或送审稿', adopted: '正式文本', 'not-stated': '文本未注明' } as const;
const BASIS_NAMES = { certified: '证载', supplied: '供地', measured: '图上', reported: '填报' } as const;

/** Date and time as they are printed in Chinese papers, in China's time. */
export function printedTime(at: Date): string {
  return new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short' }).format(
    at,
  );
}

/** The lines that every export carries: where its numbers come from, under which rule, filter, revision and time. */
export function stampLines(stamp: Stamp): string[] {
  const { programme } = stamp;
  const basis = programme?.areaBasis ?? ['certified', 'supplied', 'measured', 'reported'];
  return [
    ...(stamp.jurisdiction.isSynthetic ? ['演示数据，非真实宗地，不得作为依据'] : []),
    ...(stamp.tried === null ? [] : [`试算，不是现行认定：${stamp.tried}`]),
    `辖区：${stamp.jurisdiction.name}　年度：${stamp.year}　筛选：${stamp.filter}`,
    programme
      ? `方案：${programme.document.title}（${STATUS_NAMES[programme.document.status]}，版本 ${programme.version}）`
      : '方案：本辖区未设方案',
    `面积依据：${basis.map((source) => BASIS_NAMES[source]).join('，缺则')}　评价方法：${stamp.methods.join('，') || '无'}`,
    `单位：亩，万元/亩　数据修订：R${stamp.revision}　导出时间：${printedTime(stamp.at)}`,
    ...takenByLines(stamp.by),
  ];
}
