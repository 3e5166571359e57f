import { muHundredthsFromM2 } from '../../domain/units.ts';
import type { Cell } from '../../formats/write-csv.ts';
import type { GeoColumn, GeoLayer, GeoPaper } from '../../formats/write-geodata.ts';
import type { ScenarioPaper } from '../scenarios/read-scenario-paper.ts';
import type { Stamp } from './export-sheet.ts';
import { findingWords, freedHundredths, scenarioNotes } from './scenario-table.ts';

type PaperParcel = ScenarioPaper['parcels'][number];
/** A column with where its cells come from. */
type Field<Of> = GeoColumn & { readonly cell: (of: Of) => Cell };

const mu = (hundredths: number | null): Cell => (hundredths === null ? null : hundredths / 100);
const muOfM2 = (areaM2: number | null): Cell => (areaM2 === null ? null : muHundredthsFromM2(areaM2) / 100);

const BOUNDARY: readonly Field<ScenarioPaper & { readonly stamp: Stamp }>[] = [
  { name: 'name', type: 'text', words: '方案名称', cell: ({ scenario }) => scenario.name },
  { name: 'version', type: 'integer', words: '版本', cell: ({ scenario }) => scenario.version },
  { name: 'year', type: 'integer', words: '年度', cell: ({ scenario }) => scenario.year },
  {
    name: 'counting',
    type: 'text',
    words: '计数口径：whole 整宗，clipped 裁切，touching 触及',
    cell: ({ scenario }) => scenario.counting,
  },
  { name: 'parcels', type: 'integer', words: '计入宗地（宗）', cell: ({ scenario }) => scenario.figures.parcels },
  { name: 'mu', type: 'decimal', words: '计入面积（亩）', cell: ({ scenario }) => mu(scenario.figures.muHundredths) },
  {
    name: 'freed_mu',
    type: 'decimal',
    words: '可腾出（亩）',
    cell: ({ scenario }) => mu(scenario.figures.freedMuHundredths),
  },
  { name: 'target_mu', type: 'decimal', words: '目标（亩）', cell: ({ scenario }) => scenario.targetMu },
  {
    name: 'gap_mu',
    type: 'decimal',
    words: '可腾出减目标（亩）',
    cell: ({ scenario }) => mu(scenario.figures.gapMuHundredths),
  },
  { name: 'tax_10k', type: 'decimal', words: '让出税收（万元）', cell: ({ scenario }) => scenario.figures.tax10kYuan },
  {
    name: 'tax_per_mu',
    type: 'decimal',
    words: '每腾出一亩让出税收（万元/亩）',
    cell: ({ scenario }) => scenario.figures.taxPerFreedMu10kYuan,
  },
  {
    name: 'added_10k',
    type: 'decimal',
    words: '让出增加值（万元）',
    cell: ({ scenario }) => scenario.figures.addedValue10kYuan,
  },
  { name: 'employees', type: 'decimal', words: '涉及职工（人）', cell: ({ scenario }) => scenario.figures.employees },
  { name: 'energy_tce', type: 'decimal', words: '能耗（吨标煤）', cell: ({ scenario }) => scenario.figures.energyTce },
  { name: 'firms', type: 'integer', words: '企业（家）', cell: ({ scenario }) => scenario.figures.enterprises },
  { name: 'owners', type: 'integer', words: '权利人（家）', cell: ({ scenario }) => scenario.figures.owners },
  {
    name: 'outside_mu',
    type: 'decimal',
    words: '工业用地控制线外（亩）',
    cell: ({ scenario }) => mu(scenario.figures.outsideControlLineMuHundredths),
  },
  {
    name: 'compact',
    type: 'decimal',
    words: '紧凑度（0 至 1，圆为 1）',
    cell: ({ scenario }) => scenario.figures.compactness,
  },
  { name: 'revision', type: 'integer', words: '测算所用的数据修订号', cell: ({ scenario }) => scenario.revision },
  { name: 'measured', type: 'text', words: '测算时间（UTC）', cell: ({ scenario }) => scenario.measuredAt },
  {
    name: 'synthetic',
    type: 'integer',
    words: '1：演示数据，不得作为依据',
    cell: ({ stamp }) => Number(stamp.jurisdiction.isSynthetic),
  },
];

const PARCELS: readonly Field<PaperParcel>[] = [
  { name: 'code', type: 'text', words: '宗地代码', cell: ({ code }) => code },
  { name: 'name', type: 'text', words: '宗地名称', cell: ({ facts }) => facts.name ?? null },
  { name: 'class', type: 'text', words: '评价等级；空：未评', cell: ({ facts }) => facts.class ?? null },
  { name: 'owner', type: 'text', words: '权利人；空：无数据', cell: ({ facts }) => facts.ownerName ?? null },
  { name: 'town', type: 'text', words: '镇街', cell: ({ facts }) => facts.townName ?? null },
  { name: 'mu', type: 'decimal', words: '计入面积（亩）', cell: ({ muHundredths }) => muHundredths / 100 },
  { name: 'freed_mu', type: 'decimal', words: '其中低效（亩）', cell: (parcel) => freedHundredths(parcel) / 100 },
  { name: 'share', type: 'decimal', words: '区内占比（0 至 1）', cell: ({ facts }) => facts.shareInside ?? null },
  {
    name: 'cert_mu',
    type: 'decimal',
    words: '证载面积（亩）；空：无证载',
    cell: ({ certifiedAreaM2 }) => muOfM2(certifiedAreaM2),
  },
  { name: 'map_mu', type: 'decimal', words: '图上面积（亩）', cell: ({ measuredAreaM2 }) => muOfM2(measuredAreaM2) },
  { name: 'findings', type: 'text', words: '认定结果', cell: findingWords },
  {
    name: 'tax_10k',
    type: 'decimal',
    words: '整宗税收（万元）；空：无数据',
    cell: ({ facts }) => facts.tax10kYuan ?? null,
  },
  {
    name: 'term_end',
    type: 'text',
    words: '使用权终止日期；空：无数据',
    cell: ({ facts }) => facts.termEndsOn ?? null,
  },
  { name: 'lock', type: 'text', words: 'in 锁入；空：未锁', cell: ({ facts }) => facts.lock ?? null },
];

const layerOf = <Of>(
  name: string,
  words: string,
  fields: readonly Field<Of>[],
  rows: readonly { readonly of: Of; readonly geometry: object }[],
): GeoLayer => ({
  name,
  words,
  columns: fields.map(({ cell: _, ...column }) => column),
  rows: rows.map(({ of, geometry }) => ({ geometry, cells: fields.map(({ cell }) => cell(of)) })),
});

/** A scenario as two layers: its boundary with the headline, and the parcels that it counts. */
export const scenarioLayers = (paper: ScenarioPaper, stamp: Stamp): GeoPaper => ({
  title: `${stamp.jurisdiction.name}连片开发方案“${paper.scenario.name}”`,
  notes: scenarioNotes(paper, stamp),
  layers: [
    layerOf('boundary', '方案边界', BOUNDARY, [{ of: { ...paper, stamp }, geometry: paper.boundary }]),
    layerOf(
      'parcels',
      '计入宗地',
      PARCELS,
      paper.parcels.map((parcel) => ({ of: parcel, geometry: parcel.geometry })),
    ),
  ],
});
