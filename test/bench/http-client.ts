/** A plain HTTP client for machines without wrk: http-client.ts ORIGIN LIST CONNECTIONS SECONDS prints requests a second. */
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';

const [origin = '', list = '', connections = '1', seconds = '1'] = process.argv.slice(2);
const paths = readFileSync(list, 'utf8').split('\n');
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const end = performance.now() + Number(seconds) * 1000;
let answered = 0;

const ask = (path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    get(origin + path, { agent, headers: { 'accept-encoding': 'gzip, deflate, br' } }, (reply) => {
      if (reply.statusCode !== 200 && reply.statusCode !== 204) reject(new Error(`${path}: ${reply.statusCode}`));
      reply.resume().once('end', resolve);
    }).once('error', reject);
  });

async function askInTurn(first: number): Promise<void> {
  for (let at = first; performance.now() < end; at += 1) {
    await ask(paths[at % paths.length] ?? '/');
    answered += 1;
  }
}

const start = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, (_, index) => askInTurn(index * 7)));
console.log((answered / (performance.now() - start)) * 1000);
agent.destroy();
