import type { Language } from '../url/view.ts';

/** Short names of the manufacturing divisions of GB/T 4754-2017, by their two digits. */
const NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  '13': { zh: '农副食品加工', en: 'Farm produce processing' },
  '14': { zh: '食品制造', en: 'Food' },
  '15': { zh: '酒、饮料和精制茶', en: 'Drinks and tea' },
  '16': { zh: '烟草制品', en: 'Tobacco' },
  '17': { zh: '纺织', en: 'Textiles' },
  '18': { zh: '纺织服装、服饰', en: 'Clothing' },
  '19': { zh: '皮革、制鞋', en: 'Leather and shoes' },
  '20': { zh: '木材加工', en: 'Wood products' },
  '21': { zh: '家具', en: 'Furniture' },
  '22': { zh: '造纸和纸制品', en: 'Paper' },
  '23': { zh: '印刷和记录媒介', en: 'Printing' },
  '24': { zh: '文教、工美、体育用品', en: 'Craft and sports goods' },
  '25': { zh: '石油、煤炭加工', en: 'Oil and coal processing' },
  '26': { zh: '化学原料和制品', en: 'Chemicals' },
  '27': { zh: '医药', en: 'Medicines' },
  '28': { zh: '化学纤维', en: 'Chemical fibres' },
  '29': { zh: '橡胶和塑料', en: 'Rubber and plastics' },
  '30': { zh: '非金属矿物制品', en: 'Non-metal minerals' },
  '31': { zh: '黑色金属冶炼压延', en: 'Iron and steel' },
  '32': { zh: '有色金属冶炼压延', en: 'Non-ferrous metals' },
  '33': { zh: '金属制品', en: 'Metal products' },
  '34': { zh: '通用设备', en: 'General machinery' },
  '35': { zh: '专用设备', en: 'Special machinery' },
  '36': { zh: '汽车', en: 'Motor vehicles' },
  '37': { zh: '铁路、船舶、航空航天', en: 'Rail, ships, aerospace' },
  '38': { zh: '电气机械和器材', en: 'Electrical machinery' },
  '39': { zh: '计算机、通信、电子', en: 'Computers and electronics' },
  '40': { zh: '仪器仪表', en: 'Instruments' },
  '41': { zh: '其他制造', en: 'Other manufacturing' },
  '42': { zh: '废弃资源综合利用', en: 'Waste recovery' },
  '43': { zh: '金属制品、设备修理', en: 'Repair of machinery' },
};

/** The manufacturing divisions, by their two digits. */
export const DIVISIONS: readonly string[] = Object.keys(NAMES).sort();

/** The name of a division; empty where it is not a manufacturing one. */
export const divisionName = (division: string, language: Language): string => NAMES[division]?.[language] ?? '';
