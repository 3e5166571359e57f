import { expect, it } from 'vitest';
import { judgeAudit } from '../../audit.ts';

const report = (high: number, critical: number, vulnerabilities: object = {}) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { vulnerabilities: { moderate: 3, high, critical } },
  });

it('an audit passes where the registry knows of no grave fault, and fails by name where it does', () => {
  expect(judgeAudit(report(0, 0, { a: { name: 'a', severity: 'moderate', range: '<1' } })).verdict).toBe('sound');
  const faulty = judgeAudit(
    report(0, 1, { a: { name: 'a', severity: 'low' }, b: { name: 'b', severity: 'critical', range: '<2.1' } }),
  );
  expect(faulty).toEqual({
    verdict: 'faulty',
    words: 'Libraries with known faults. Raise them: npm audit fix\n  b <2.1: critical',
  });
  expect(judgeAudit(report(1, 0)).verdict).toBe('faulty');
});

it.each([
  ['a registry that refuses', JSON.stringify({ message: '405 Method Not Allowed' }), 'Method Not Allowed'],
  ['no answer at all', '', 'npm gave no report'],
  ['an answer of another shape', '{"metadata":{}}', 'npm gave no report'],
])('%s is no pass, and is said to be none', (_, text, reason) => {
  expect(judgeAudit(text)).toEqual({ verdict: 'unknown', words: expect.stringMatching(`^NOT AUDITED.*${reason}`) });
});
