import { describe, expect, it } from 'vitest';
import { RequestError } from '../../../client/src/api/request.ts';
import { deviceWords } from '../../../client/src/panels/account/device-words.ts';
import { secondsLeft, waitSeconds } from '../../../client/src/panels/sign-in/wait-seconds.ts';
import { scopeWords } from '../../../client/src/text/scope-words.ts';
import { refusalWords } from '../../../client/src/text/use-text.ts';
import { zh } from '../../../client/src/text/zh.ts';

describe('a wait before the next attempt', () => {
  it('is read from the refusal in whatever words, and counts down to none without growing when a clock is set back', () => {
    const words = '登录失败次数过多，请 42 秒后再试。 Too many attempts have failed: try again in 42 s.';
    expect(waitSeconds(new RequestError('sign-in-throttled', words))).toBe(42);
    expect(waitSeconds(new RequestError('too-many-requests', 'Too much. Ask again in 7 seconds.'))).toBe(7);
    expect(waitSeconds(new RequestError('sign-in-throttled', 'Later.'))).toBe(30);
    expect(waitSeconds(new RequestError('sign-in-refused', 'wrong in 3 s'))).toBe(null);
    expect([9_500, 1_000, 10_000, 99_000].map((now) => secondsLeft(10_000, now, 4))).toEqual([1, 4, 0, 0]);
  });
});

describe('what somebody sees', () => {
  const towns = ['甲镇', '乙镇', '丙镇', '丁镇'].map((name, at) => ({ code: `t${at}`, name }));
  const reader = { text: zh, language: 'zh' as const, places: [{ code: 'z', name: '诸暨市', nameEn: 'Zhuji', towns }] };
  it('is everything, nothing, or places by name, whole or by towns; in short where they are many', () => {
    expect(scopeWords(null, reader)).toBe('全部辖区');
    expect(scopeWords([], reader)).toBe('无');
    const scope = [
      { jurisdiction: 'z', towns: ['t0', 't3', 'gone'] },
      { jurisdiction: 'unknown', towns: null },
    ];
    expect(scopeWords(scope, reader)).toBe('诸暨市：甲镇、丁镇、gone；unknown');
    const all = [{ jurisdiction: 'z', towns: ['t0', 't1', 't2', 't3'] }];
    expect(scopeWords(all, reader, true)).toBe('诸暨市：甲镇、乙镇、丙镇等 4 个镇街');
  });
});

describe('a device', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0',
      'Edge · Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 MicroMessenger/8.0',
      '微信 · Android',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1', 'Safari · iPhone'],
    ['curl/8.5.0', null],
  ])('is told by browser and system: %s', (device, words) => {
    expect(deviceWords(device, 'zh')).toBe(words);
  });
});

describe('a refusal', () => {
  it('that is a whole sentence is said alone, whatever the server adds', () => {
    expect(refusalWords(zh, 'zh', { kind: 'last-administrator', detail: '没有别人。 Nobody else.' })).toBe(
      zh.problem['last-administrator'],
    );
  });
});
