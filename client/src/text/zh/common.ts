import { FINDING_NAMES } from '@yima-guandi/server/contract';

/** Words that every screen shares. */
export const common = {
  product: '一码管地',
  retry: '重试',
  unreached: '无法连接服务器，没有完成；连接恢复后请再试一次',
  close: '关闭',
  updating: '更新中',
  notUpdated: '未能更新',
  noData: '无数据',
  loading: '加载中',
  all: '全部',
  total: '合计',
  clear: '清除条件',
  starting: '服务正在启动，请稍候',
  startingNote: '首次启动需要准备数据库与演示数据，约一至两分钟',
  units: {
    parcels: '宗',
    mu: '亩',
    enterprises: '家',
    tax: '万元',
    taxPerMu: '万元/亩',
    energy: '吨标煤',
    people: '人',
    metres: '米',
    score: '分',
  },
  classes: { A: '优先发展', B: '鼓励提升', C: '监管调控', D: '落后整治', U: '未评' },
  classU: '待核',
  findings: FINDING_NAMES,
  rightKinds: { state: '国有建设用地', collective: '集体建设用地', other: '其他权利' },
  areaSources: { certified: '证载面积', supplied: '供地面积', measured: '图上面积', reported: '填报面积' },
};
