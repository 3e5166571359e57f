import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemDetails } from '../../server/src/contract/problem.ts';
import { percentDone, START_PHASES, startingAnswers } from '../../server/src/http/waiting-page.ts';

const start = startingAnswers();
let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer(start.answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

describe('while the server starts', () => {
  it('programs are told to come back, with the phase', async () => {
    start.report('demonstration', 0.5);
    const reply = await fetch(`${address}/api/health`);
    const body = await reply.json();
    expect(reply.status).toBe(503);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(reply.headers.get('retry-after')).toBe('2');
    expect(ProblemDetails.parse(body)).toMatchObject({ type: 'starting', status: 503 });
    expect(body).toMatchObject({ phase: 'demonstration', percent: percentDone('demonstration', 0.5) });
  });

  it('people get a page in Chinese and English that loads nothing from elsewhere', async () => {
    const reply = await fetch(`${address}/p/330681001003GB00001`);
    const html = await reply.text();
    expect(reply.status).toBe(503);
    expect(html).toContain(START_PHASES.demonstration.zh);
    expect(html).toContain(START_PHASES.demonstration.en);
    expect(html).not.toMatch(/https?:\/\//);
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('the share never goes back, and the phases together are the whole', () => {
    expect(percentDone('database', 0)).toBe(0);
    expect(percentDone('assessment', 1)).toBe(100);
    expect(percentDone('migrations', 7)).toBe(percentDone('demonstration', 0));
  });
});
