const NAMES = ['甲', '乙', '丙', '丁', '戊'];

/** Words of zones that the system proposes. */
export const proposals = {
  name: (index: number) => `建议${NAMES[index] ?? index + 1}`,
  terms: { leastZoneMu: '单片不小于 亩', greatestZoneMu: '单片不大于 亩', roadM: '隔路相连 米' },
  switches: { absorb: '可并入相邻宗地', keepClassA: 'A 类不动', controlLineOnly: '只在控制线内' },
  compactness: '紧凑度',
  loose: '省税',
  compact: '成片',
  thumb: (value: string, zones: string, mu: string) => `${value} · ${zones} 片 ${mu} 亩`,
  thumbWait: '计算中…',
  weights: '代价权重',
  weight: { tax: '税收', employees: '职工', addedValue: '增加值', enterprises: '企业数', goodLand: 'A/B 类用地' },
  wrong: '请填写数字；最小面积不能大于最大面积，隔路距离 0 至 200 米',
  locks: (count: string) => `遵守 ${count} 处锁定`,
  noLocks: '用“锁定”可指定必选或不选的宗地',
  ask: '按目标建议',
  searching: '正在寻找…',
  cancelled: '已取消',
  failed: '寻找失败',
  curve: '代价随腾出面积（亩）',
  short: (target: string, most: string, short: string) => `${target} 亩达不到：最多可腾 ${most} 亩，差 ${short} 亩`,
  foundAtAll: (mu: string) => `条件允许的低效地共 ${mu} 亩`,
  nothingHelps: '逐项放宽条件都不能再多腾，须降低目标或扩大认定范围',
  loosening: {
    'least-size': '不限单片最小面积',
    'greatest-size': '不限单片最大面积',
    'road-distance': '隔路距离放宽到 50 米',
    'control-line': '不限控制线内',
    'locked-out': '解除锁出',
    'found-only': '可并入相邻宗地',
  },
  leftOut: (count: string) => `${count} 宗锁入的宗地未能成片纳入`,
  enough: '可达标',
  reaches: (mu: string) => `可腾 ${mu} 亩`,
  sums: (zones: string, jobs: string, firms: string, good: string, compactness: string) =>
    `${zones} 片 · 职工 ${jobs} 人 · 企业 ${firms} 家 · A/B 类 ${good} 亩 · 紧凑度 ${compactness}`,
  take: '采用为草图',
  why: {
    cost: (share: string, rank: string) => `每亩代价为平均的 ${share}，片中第 ${rank} 低`,
    found: (share: string) => `低效地占 ${share}`,
    locked: (count: string) => `含锁入 ${count} 宗`,
    chosen: (times: string, of: string) => `${of} 个方案中 ${times} 个选中`,
    join: '；',
  },
  searched: (parcels: string, mu: string, seconds: string) =>
    `候选 ${parcels} 宗，低效 ${mu} 亩，用时 ${seconds} 秒；同样条件得同样结果`,
};
