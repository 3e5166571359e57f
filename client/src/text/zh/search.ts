/** Search by code, name, town or park. */
export const search = {
  label: '搜索',
  placeholder: '宗地代码、企业、镇街或园区',
  kinds: { parcel: '宗地', enterprise: '企业', town: '镇街', park: '园区' },
  none: (q: string) => `没有与“${q}”相符的宗地、企业或地名`,
  hint: '输入代码的一段，或名称中的两个字',
};
