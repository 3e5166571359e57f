import { expect, it } from 'vitest';
import { agreementRows, projectSteps } from '../../client/src/panels/parcel/registers.tsx';
import { en } from '../../client/src/text/en.ts';
import { formatFor } from '../../client/src/text/format.ts';
import { zh } from '../../client/src/text/zh.ts';

const NEVER = { startedOn: null, completedOn: null, producingOn: null, aboveScaleOn: null, reachedAgreedOn: null };
const steps = (dates: Partial<Record<keyof typeof NEVER | 'signedOn', string>>) =>
  projectSteps(
    { name: 'x', signedOn: null, ...NEVER, agreedOutput10kYuan: null, ...dates },
    { text: zh, format: formatFor('zh') },
  ).map(({ name, day }) => `${name} ${day}`);

it('tells a day that has not come from one that nobody has told', () => {
  expect(steps({ signedOn: '2023-05-02', completedOn: '2024-01-31' })).toEqual([
    '签约 2023年5月2日',
    '开工 无数据',
    '竣工 2024年1月31日',
    '投产 尚未',
    '上规 尚未',
    '达产 尚未',
  ]);
  expect(steps({}).slice(0, 2)).toEqual(['签约 无数据', '开工 尚未']);
});

it('keeps what is not known apart from what is not so', () => {
  const said = (facts: Parameters<typeof agreementRows>[0]) =>
    agreementRows(facts, { text: en }).map(({ value, unknown }) => [value, unknown]);
  expect(said({ agreement: null, hasUnapprovedUse: null })).toEqual([
    ['no data', true],
    ['not on record', true],
  ]);
  expect(said({ agreement: 'none', hasUnapprovedUse: false })).toEqual([
    ['none signed', false],
    ['no', false],
  ]);
});
