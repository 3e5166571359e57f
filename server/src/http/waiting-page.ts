import type { IncomingMessage, ServerResponse } from 'node:http';
import { problemDetails } from '../contract/problem.ts';
import { newNonce, policyText } from './page-policy.ts';

/** The steps of a start in their order, with the share of the whole that each usually takes, in percent. */
export const START_PHASES = {
  database: {
    zh: '打开数据库（首次约需半分钟）',
    en: 'Opening the database (half a minute the first time)',
    percent: 30,
  },
  migrations: { zh: '准备数据表', en: 'Preparing the tables', percent: 3 },
  demonstration: { zh: '生成演示数据', en: 'Making demonstration data', percent: 25 },
  programmes: { zh: '读取行动方案', en: 'Reading the action programmes', percent: 2 },
  assessment: { zh: '评价与认定', en: 'Evaluating and finding', percent: 40 },
} as const;
export type StartPhase = keyof typeof START_PHASES;

export type Start = {
  /** Tells how far the start is. `share` is the part of this phase that is done, 0 to 1. */
  readonly report: (phase: StartPhase, share: number) => void;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
};

/** Answers every request while the server is not ready: people with a page, programs with a problem. */
export function startingAnswers(): Start {
  let phase: StartPhase = 'database';
  let percent = 0;
  return {
    report(next, share) {
      phase = next;
      percent = Math.max(percent, percentDone(next, share));
    },
    answer(request, response) {
      const isForProgram = /^\/(api|tiles)(\/|$)/.test((request.url ?? '/').split('?')[0] ?? '/');
      response.statusCode = 503;
      response.setHeader('retry-after', '2');
      response.setHeader('cache-control', 'no-store');
      if (isForProgram) answerProgram(response, phase, percent);
      else answerPerson(response, phase, percent);
    },
  };
}

/** How much of the whole start is done, in whole percent. */
export function percentDone(phase: StartPhase, share: number): number {
  const names = Object.keys(START_PHASES) as StartPhase[];
  const before = names.slice(0, names.indexOf(phase)).reduce((sum, name) => sum + START_PHASES[name].percent, 0);
  return Math.floor(before + START_PHASES[phase].percent * Math.min(1, Math.max(0, share)));
}

function answerProgram(response: ServerResponse, phase: StartPhase, percent: number): void {
  const { zh, en } = START_PHASES[phase];
  const details = problemDetails('starting', `${en}: ${percent} % of the start is done. Ask again in two seconds.`);
  response.setHeader('content-type', 'application/problem+json');
  response.end(JSON.stringify({ ...details, phase, phaseWords: { zh, en }, percent }));
}

function answerPerson(response: ServerResponse, phase: StartPhase, percent: number): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  const nonce = newNonce();
  response.setHeader('content-security-policy', policyText(waitingPolicy(nonce)));
  response.end(page(phase, percent, nonce));
}

const waitingPolicy = (nonce: string) => ({
  'default-src': ["'none'"],
  'connect-src': ["'self'"],
  'script-src': [`'nonce-${nonce}'`],
  'style-src': [`'nonce-${nonce}'`],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
});

/** A whole page in itself: nothing else can be loaded yet. It asks the server each second and turns into the map by itself. */
function page(phase: StartPhase, percent: number, nonce: string): string {
  const { zh, en } = START_PHASES[phase];
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>一码管地 · 正在启动</title>
<noscript><meta http-equiv="refresh" content="3"></noscript>
<style nonce="${nonce}">
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f5f6f4; color: #1d2521;
    font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
  main { width: min(26rem, 88vw); }
  h1 { font-size: 1.5rem; margin: 0 0 1rem; }
  p { margin: .25rem 0; }
  progress { width: 100%; height: .75rem; margin: .75rem 0; accent-color: #1f6f54; }
  .en { color: #55605a; font-size: .875rem; }
</style>
<main>
  <h1>一码管地正在启动</h1>
  <p id="zh" role="status">${zh}</p>
  <p id="en" class="en" lang="en">${en}</p>
  <progress id="bar" max="100" value="${percent}" aria-label="启动进度"></progress>
  <p class="en"><span id="percent">${percent}</span>% · 完成后自动打开地图 · The map opens by itself</p>
</main>
<script nonce="${nonce}">
  const put = (id, words) => { document.getElementById(id).textContent = words; };
  const ask = async () => {
    try {
      const reply = await fetch('/api/health', { cache: 'no-store' });
      if (reply.ok) return location.reload();
      const start = await reply.json();
      put('zh', start.phaseWords.zh);
      put('en', start.phaseWords.en);
      put('percent', start.percent);
      document.getElementById("bar").value = start.percent;
    } catch {
      put('zh', '服务没有回应，请查看启动窗口中的说明。');
      put('en', 'The server does not answer. Its console says why.');
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
</script>
</html>`;
}
