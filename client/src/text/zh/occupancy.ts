export const occupancy = {
  floorArea: '租用厂房折算用地',
  floorAreaRule: { 'by-far': '按容积率', 'by-share': '按在用建筑占比', 'not-counted': '不计用地' },
  tenants: '承租企业',
  tenantRule: {
    'own-class': '单独评价',
    'holder-class': '随土地使用权人等级',
    'holder-class-outside-parks': '园区外随使用权人',
    'merged-with-holder': '与使用权人合并评价',
  },
  difference: '用地折算与承租企业的评价方式',
};
