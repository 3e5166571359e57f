import { ENERGY_UNITS_TCE } from './energy.ts';
import { AREA_UNITS_M2, EMISSION_UNITS_T, MONEY_UNITS_10K_YUAN, PEOPLE_UNITS, SHARE_UNITS } from './units.ts';

/** What may be imported, field by field: the names it goes by in Chinese and English files, and how its values are read. */

export const IMPORT_KINDS = ['parcels', 'enterprises', 'occupancies', 'indicators', 'projects', 'violations'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export type Quantity = 'area' | 'money' | 'energy' | 'emission' | 'people' | 'share';
/** Factors from each unit into the stored one: m², 万元, tce, t, persons, parts of one. */
export const QUANTITY_UNITS: Readonly<Record<Quantity, Readonly<Record<string, number>>>> = {
  area: AREA_UNITS_M2,
  money: MONEY_UNITS_10K_YUAN,
  energy: ENERGY_UNITS_TCE,
  emission: EMISSION_UNITS_T,
  people: PEOPLE_UNITS,
  share: SHARE_UNITS,
};

/** The most that one figure may be, in the stored unit: beyond it a unit is mistaken, and sums would no longer fit. */
export const MOST_OF_QUANTITY: Readonly<Record<Quantity, number>> = {
  area: 1e9,
  money: 1e9,
  energy: 1e9,
  emission: 1e9,
  people: 1e8,
  share: 10,
};

export type FieldType =
  | { readonly is: 'text'; readonly maxLength: number }
  | { readonly is: 'parcel-code' | 'credit-code' | 'industry' | 'town' | 'park' | 'year' | 'date' | 'boolean' }
  | { readonly is: 'quantity'; readonly quantity: Quantity; readonly min: 'positive' | 'zero' | 'any' }
  | { readonly is: 'choice'; readonly choices: Readonly<Record<string, string>> };

export type ImportField = {
  readonly field: string;
  readonly label: string;
  readonly type: FieldType;
  readonly isRequired: boolean;
  /** Names in files, without bracket, spaces or case. */
  readonly names: readonly string[];
  /** The unit where a header says none, for quantities that have only one in use. */
  readonly defaultUnit?: string;
  /** Units of names that carry one by their standard, such as ZDMJ of the cadastral database. */
  readonly unitOfName?: Readonly<Record<string, string>>;
};

const text = (field: string, label: string, names: readonly string[], isRequired = false): ImportField => ({
  field,
  label,
  type: { is: 'text', maxLength: 200 },
  isRequired,
  names: [label, ...names],
});
const of = (
  is: 'parcel-code' | 'credit-code' | 'industry' | 'town' | 'park' | 'year' | 'date' | 'boolean',
  field: string,
  label: string,
  names: readonly string[],
  isRequired = false,
): ImportField => ({
  field,
  label,
  type: { is },
  isRequired,
  names: [label, ...names],
});
const quantity = (
  of: Quantity,
  min: 'positive' | 'zero' | 'any',
  field: string,
  label: string,
  names: readonly string[],
  defaultUnit?: string,
): ImportField => ({
  field,
  label,
  type: { is: 'quantity', quantity: of, min },
  isRequired: false,
  names: [label, ...names],
  ...(defaultUnit ? { defaultUnit } : {}),
});

const PARCEL_CODE = of(
  'parcel-code',
  'parcelCode',
  '宗地代码',
  [
    '宗地编码',
    '宗地号',
    '宗地统一编码',
    '地块编码',
    '地块代码',
    '地块编号',
    'zddm',
    'zdtybm',
    'parcelcode',
    'parcel_code',
    'code',
    'parcel',
  ],
  true,
);
const CREDIT_CODE = of(
  'credit-code',
  'creditCode',
  '统一社会信用代码',
  ['信用代码', '社会信用代码', '统一信用代码', 'tyshxydm', 'creditcode', 'credit_code', 'uscc'],
  true,
);

const PARCEL_FIELDS: readonly ImportField[] = [
  PARCEL_CODE,
  text('name', '宗地名称', [
    '名称',
    '地块名称',
    '企业名称',
    '土地使用权人',
    '权利人',
    'zdmc',
    'qlr',
    'name',
    'parcelname',
  ]),
  text('address', '坐落', ['土地坐落', '地址', '宗地坐落', 'zl', 'tdzl', 'address', 'location']),
  of('town', 'town', '镇街', ['乡镇', '街道', '镇街名称', '所属镇街', '所在镇街', '乡镇街道', '镇乡街道', 'town']),
  of('park', 'park', '园区', ['所属园区', '工业园区', '工业功能区', '所在园区', 'park']),
  {
    ...quantity('area', 'positive', 'certifiedAreaM2', '证载面积', [
      '发证面积',
      '宗地面积',
      '土地证面积',
      '登记面积',
      '使用权面积',
      'zdmj',
      'fzmj',
      'certifiedarea',
    ]),
    unitOfName: { zdmj: 'm2', fzmj: 'm2' },
  },
  quantity('area', 'positive', 'suppliedAreaM2', '供地面积', ['出让面积', '合同面积', 'gdmj', 'suppliedarea']),
  quantity('area', 'positive', 'reportedAreaM2', '填报面积', [
    '用地面积',
    '上报面积',
    '土地面积',
    'tbmj',
    'reportedarea',
  ]),
  text('landUseCode', '土地用途', [
    '地类编码',
    '用途',
    '土地用途编码',
    '地类',
    'tdyt',
    'landuse',
    'landusecode',
    'land_use_code',
  ]),
  {
    ...text('landUseScheme', '用途分类', ['landusescheme']),
    type: {
      is: 'choice',
      choices: { 'GB/T 21010': 'GB/T 21010', 国土空间用地用海分类: '国土空间用地用海分类', free: 'free' },
    },
  },
  {
    ...text('rightKind', '权属性质', ['土地性质', '所有权性质', 'qsxz', 'rightkind']),
    type: {
      is: 'choice',
      choices: {
        国有: 'state',
        国有土地: 'state',
        state: 'state',
        集体: 'collective',
        集体土地: 'collective',
        collective: 'collective',
        其他: 'other',
        other: 'other',
      },
    },
  },
  of('date', 'suppliedOn', '供地日期', ['供地时间', '出让日期', '合同签订日期', 'suppliedon']),
  of('date', 'agreedStartOn', '约定开工日期', ['约定动工日期', '约定开工时间', '约定动工时间', 'agreedstarton']),
  of('date', 'startedOn', '实际开工日期', ['开工日期', '实际动工日期', '动工日期', '开工时间', 'startedon']),
  of('date', 'stoppedOn', '停工日期', ['停工时间', '中止建设日期', 'stoppedon']),
  of('date', 'completedOn', '竣工日期', ['竣工时间', '竣工验收日期', 'completedon']),
  quantity('area', 'zero', 'floorAreaM2', '建筑面积', ['总建筑面积', 'jzmj', 'floorarea']),
  quantity('area', 'zero', 'vacantFloorAreaM2', '空置面积', [
    '闲置面积',
    '空置建筑面积',
    '闲置厂房面积',
    'vacantfloorarea',
  ]),
  quantity('area', 'zero', 'developedAreaM2', '已开发面积', [
    '已建设用地面积',
    '已动工面积',
    '已开发建设面积',
    'developedarea',
  ]),
  quantity('money', 'zero', 'totalInvestment10kYuan', '总投资', ['总投资额', '计划总投资', 'totalinvestment']),
  quantity('money', 'zero', 'madeInvestment10kYuan', '已投资', [
    '已投资额',
    '完成投资',
    '已完成投资',
    '实际投资',
    'madeinvestment',
  ]),
  {
    ...text('agreement', '监管协议', ['履约监管协议', '产业监管合同', '投资监管协议', 'agreement']),
    type: {
      is: 'choice',
      choices: {
        产业监管合同: 'supervision-contract',
        监管合同: 'supervision-contract',
        'supervision-contract': 'supervision-contract',
        投资监管协议: 'investment-agreement',
        监管协议: 'investment-agreement',
        'investment-agreement': 'investment-agreement',
        无: 'none',
        none: 'none',
      },
    },
  },
  of('boolean', 'hasUnapprovedUse', '擅自改变用途', ['是否擅自改变用途', '擅自改变土地用途', 'hasunapproveduse']),
  of('date', 'landTermEndsOn', '土地使用权终止日期', ['使用权终止日期', '权利结束时间', 'qljssj', 'landtermendson']),
];

const ENTERPRISE_FIELDS: readonly ImportField[] = [
  CREDIT_CODE,
  text(
    'name',
    '企业名称',
    ['单位名称', '名称', '企业', '公司名称', 'name', 'enterprise', 'enterprisename', 'company'],
    true,
  ),
  of('industry', 'industryCode', '行业代码', [
    '行业',
    '行业分类代码',
    '国民经济行业代码',
    '行业类别代码',
    'industry',
    'industrycode',
  ]),
  of('boolean', 'isAboveScale', '是否规上', [
    '规上',
    '规上企业',
    '规模以上',
    '是否规模以上',
    'isabovescale',
    'abovescale',
  ]),
  of('date', 'registeredOn', '成立日期', ['注册日期', '成立时间', '注册时间', '登记日期', 'registeredon']),
];

const OCCUPANCY_FIELDS: readonly ImportField[] = [
  CREDIT_CODE,
  PARCEL_CODE,
  {
    field: 'kind',
    label: '用地关系',
    isRequired: false,
    names: ['用地关系', '用地类型', '关系', '用地方式', 'kind', 'occupancy'],
    type: {
      is: 'choice',
      choices: {
        自有: 'owned',
        自用: 'owned',
        权利人: 'owned',
        owned: 'owned',
        租入: 'leased-in',
        承租: 'leased-in',
        租赁: 'leased-in',
        'leased-in': 'leased-in',
        租出: 'leased-out',
        出租: 'leased-out',
        'leased-out': 'leased-out',
      },
    },
  },
  quantity('area', 'positive', 'areaM2', '用地面积', ['面积', '占地面积', '使用面积', '承租面积', '租用面积', 'area']),
  quantity('area', 'positive', 'floorAreaM2', '建筑面积', [
    '承租建筑面积',
    '租用建筑面积',
    '租赁建筑面积',
    '出租建筑面积',
    '厂房面积',
    'jzmj',
    'floorarea',
  ]),
  of(
    'year',
    'fromYear',
    '起始年',
    ['起始年度', '开始年', '起始年份', '年度', '年份', 'fromyear', 'from', 'year'],
    true,
  ),
  of('year', 'toYear', '终止年', ['终止年度', '结束年', '终止年份', 'toyear', 'to']),
];

const INDICATOR_FIELDS: readonly ImportField[] = [
  CREDIT_CODE,
  of('year', 'year', '年度', ['年份', '统计年度', '评价年度', 'year'], true),
  quantity('money', 'any', 'tax10kYuan', '税收', [
    '税收实际贡献',
    '入库税收',
    '税收总额',
    '实缴税收',
    '评价税收',
    '税收贡献',
    'tax',
  ]),
  quantity('money', 'any', 'addedValue10kYuan', '增加值', ['工业增加值', '企业增加值', 'addedvalue']),
  quantity('energy', 'zero', 'energyTce', '综合能耗', ['能耗', '能源消费量', '综合能源消费量', '用能总量', 'energy']),
  quantity('emission', 'zero', 'emissionsT', '主要污染物排放量', [
    '污染物排放量',
    '排污量',
    '主要污染物排放当量',
    'emissions',
  ]),
  quantity(
    'people',
    'zero',
    'employees',
    '职工人数',
    ['员工人数', '从业人数', '平均用工人数', '年平均职工人数', '从业人员', '从业人员平均人数', 'employees'],
    'person',
  ),
  quantity('money', 'zero', 'revenue10kYuan', '营业收入', ['主营业务收入', '销售收入', 'revenue']),
  quantity('money', 'zero', 'rd10kYuan', '研发费用', [
    '研发经费',
    'R&D经费',
    '研发投入',
    '研究开发费用',
    'rd',
    'r&d',
    'r&d经费支出',
  ]),
  of('boolean', 'isAboveScale', '是否规上', ['规上', '当年规上', '规上企业', '规模以上', 'isabovescale', 'abovescale']),
  text('marks', '荣誉与处罚', ['标记', '荣誉', '认定', 'marks']),
  quantity('share', 'zero', 'landUseRatio', '土地利用率', ['用地利用率', 'landuseratio']),
  quantity('share', 'zero', 'capacityUseRatio', '产能利用率', ['capacityuseratio']),
  quantity('share', 'zero', 'energyUseRatio', '能耗指标利用率', ['能耗利用率', '用能指标利用率', 'energyuseratio']),
  quantity('share', 'zero', 'emissionUseRatio', '排放指标利用率', ['排放利用率', '排污指标利用率', 'emissionuseratio']),
];

const PROJECT_FIELDS: readonly ImportField[] = [
  PARCEL_CODE,
  text('name', '项目名称', ['项目', '招商项目', 'project', 'projectname'], true),
  of('date', 'signedOn', '签约日期', ['签约时间', '签订日期', 'signedon']),
  of('date', 'startedOn', '开工日期', ['开工时间', '实际开工日期', 'startedon']),
  of('date', 'completedOn', '竣工日期', ['竣工时间', 'completedon']),
  of('date', 'producingOn', '投产日期', ['投产时间', 'producingon']),
  of('date', 'aboveScaleOn', '上规日期', ['上规时间', 'abovescaleon']),
  of('date', 'reachedAgreedOn', '达产日期', ['达产时间', 'reachedagreedon']),
  quantity('money', 'positive', 'agreedOutput10kYuan', '约定产值', ['约定年产值', '达产产值', 'agreedoutput']),
];

const VIOLATION_FIELDS: readonly ImportField[] = [
  CREDIT_CODE,
  {
    ...text('field', '违法违规类别', ['类别', '违法类别', '违规类别', 'field'], true),
    type: {
      is: 'choice',
      choices: {
        能耗: 'energy',
        energy: 'energy',
        安全: 'safety',
        safety: 'safety',
        环保: 'environment',
        environment: 'environment',
        消防: 'fire',
        fire: 'fire',
        税务: 'tax',
        tax: 'tax',
        质量: 'quality',
        quality: 'quality',
      },
    },
  },
  of('date', 'foundOn', '发现日期', ['查处日期', '处罚日期', '发现时间', 'foundon'], true),
  of('date', 'remediedOn', '整改完成日期', ['整改日期', '整改完成时间', 'remediedon']),
];

/** The fields of each kind, in the order in which a template lists them. */
export const IMPORT_FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  parcels: PARCEL_FIELDS,
  enterprises: ENTERPRISE_FIELDS,
  occupancies: OCCUPANCY_FIELDS,
  indicators: INDICATOR_FIELDS,
  projects: PROJECT_FIELDS,
  violations: VIOLATION_FIELDS,
};
