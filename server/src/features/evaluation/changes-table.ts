import type { ClassChange } from '../../contract/evaluation-preview.ts';
import { INDICATOR_NAMES } from '../../contract/indicator-words.ts';
import { TIER_NAMES } from '../../contract/paper-words.ts';
import { methodVersions } from '../../db/methods.ts';
import { inSnapshot } from '../../db/snapshot.ts';
import type { Actor } from '../../domain/scope.ts';
import type { Cell } from '../../formats/write-csv.ts';
import { printedTime } from '../exports/export-sheet.ts';
import { recordExport, type TakenBy, takenByLines, takenFor } from '../exports/record-export.ts';
import { type Against, type Changes, changesAgainst, pageOfChanges } from './draft-changes.ts';
import { type Draft, type ScoredDraft, scoreDraft, type Workshop } from './scored-draft.ts';

const HEADERS = [
  ...['序号', '企业名称', '统一社会信用代码', '原等级', '新等级', '原得分', '新得分'],
  ...['得分变动最大的指标', '该指标原得分', '该指标新得分', '原加减分与系数', '新加减分与系数'],
];
const AGAINST_NAMES: Record<Against, string> = { published: '现行方法', 'last-year': '上一年度等级' };

/** The enterprises that a draft puts in another class, as a table with its head and its count. Refuses with `jurisdiction-not-found`, `year-without-data` and `reason-needed`. */
export async function changesTable(
  workshop: Workshop & { readonly clock: () => Date },
  actor: Actor,
  asked: Draft & { readonly against: Against },
  reason: string | undefined,
): Promise<readonly Cell[][]> {
  const by = takenFor(actor, reason);
  const draft = await scoreDraft(workshop, actor, asked);
  const { rows, count } = await inSnapshot(workshop.db, async (moment) => {
    const changes = await changesAgainst(moment, actor, draft, asked.against);
    const all = { limit: Math.max(1, changes?.moved.length ?? 1) };
    const items = changes === null ? [] : (await pageOfChanges(moment, draft, changes, all)).items;
    const methods = await methodVersions(moment, draft.of.jurisdictionId, draft.of.year);
    const rows = [
      ...headOf(draft, asked.against, { methods, at: workshop.clock(), by }).map((line) => [line]),
      HEADERS,
      ...items.map((item, index) => [index + 1, ...cellsOf(item)]),
      ['合计', `${items.length} 家`, ...countsOf(changes)],
    ];
    return { rows, count: items.length };
  });
  const { jurisdictionId, year, tier } = draft.of;
  const file = { subject: 'draft-changes', jurisdictionId, format: 'csv', reason };
  await recordExport(workshop, actor, { ...file, asked: { year, tier, against: asked.against } }, count);
  return rows;
}

function headOf(
  { jurisdiction, of, definition, revision }: ScoredDraft,
  against: Against,
  { methods, at, by }: { readonly methods: readonly string[]; readonly at: Date; readonly by: TakenBy | null },
): string[] {
  return [
    `${jurisdiction.name}评价方法草案改变等级的企业（${of.year}年度 ${TIER_NAMES[of.tier]}）`,
    ...(jurisdiction.isSynthetic ? ['演示数据，非真实企业，不得作为依据'] : []),
    '草案试算，未发布，不是现行等级',
    `草案：${definition.name}　比较对象：${AGAINST_NAMES[against]}　现行评价方法：${methods.join('，') || '无'}`,
    `数据修订：R${revision}　导出时间：${printedTime(at)}`,
    ...takenByLines(by),
  ];
}

const UNRATED = '待核';
const rounded = (score: number | null | undefined): Cell =>
  score === null || score === undefined ? null : score.toFixed(2);
const cellsOf = ({ creditCode, name, from, to, scoreFrom, scoreTo, because, extras }: ClassChange): Cell[] => [
  ...[name, creditCode, from ?? UNRATED, to ?? UNRATED, rounded(scoreFrom), rounded(scoreTo)],
  ...[because && INDICATOR_NAMES[because.indicator], rounded(because?.pointsFrom), rounded(because?.pointsTo)],
  ...[rounded(extras?.pointsFrom), rounded(extras?.pointsTo)],
];

const countsOf = (changes: Changes | null): Cell[] =>
  changes === null
    ? ['上一年度没有评价']
    : [`升等 ${changes.better} 家`, `降等 ${changes.worse} 家`, `待核进出或等级改名 ${changes.other} 家`];
