import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../server/src/config.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string): string => readFileSync(at(path), 'utf8');
const linesOf = (text: string): string[] =>
  text.split('\n').filter((line) => line.trim() !== '' && !/^\s*#/.test(line));

const compose = linesOf(read('docker-compose.yml'));
const indent = (line: string): number => line.length - line.trimStart().length;

/** The lines below a key, as deep as it reaches: enough of YAML for the plain file that this is. */
function below(key: string, lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => line.trim() === `${key}:`);
  if (start < 0) throw new Error(`There is no ${key}`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => indent(line) <= indent(lines[start] ?? ''));
  return end < 0 ? rest : rest.slice(0, end);
}
const pairsOf = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.map((line) => {
      const [, name = '', value = ''] = /^\s*(\w+): (.*?)(?: #.*)?$/.exec(line) ?? [];
      return [name, value];
    }),
  );

describe('docker-compose.yml', () => {
  const server = below('server', below('services', compose));
  const database = below('database', below('services', compose));

  it('publishes on this machine only, and no database at all', () => {
    expect(below('ports', server).map((line) => line.trim())).toEqual(['- "127.0.0.1:8080:8080"']);
    expect(compose.filter((line) => line.trim() === 'ports:')).toHaveLength(1);
  });

  it('gives the server settings that it takes, and says that access is open', () => {
    const { HOST = '', ACCESS = '', DATABASE_URL = '' } = pairsOf(below('environment', server));
    expect(parseConfig({ HOST, ACCESS, DATABASE_URL })).toMatchObject({
      host: '0.0.0.0',
      access: 'open',
      databaseUrl: 'postgres://yima_guandi@database:5432/yima_guandi',
    });
  });

  it('holds no password: both services are given the one that the person chose, whatever characters it has', () => {
    const asked = /^\$\{POSTGRES_PASSWORD:\?.+\}$/;
    expect(pairsOf(below('environment', database)).POSTGRES_PASSWORD).toMatch(asked);
    expect(pairsOf(below('environment', server)).PGPASSWORD).toMatch(asked);
    expect(compose.filter((line) => /password|secret/i.test(line))).toHaveLength(2);
  });

  it('keeps data in volumes that it declares, and starts the server once the database answers', () => {
    const declared = below('volumes', compose.slice(compose.lastIndexOf('volumes:'))).map((line) => line.trim());
    expect(declared).toEqual(['database:', 'files:']);
    expect(below('volumes', database)).toEqual(['      - database:/var/lib/postgresql/data']);
    expect(below('volumes', server)).toEqual(['      - files:/data']);
    expect(below('depends_on', server).map((line) => line.trim())).toEqual(['database:', 'condition: service_healthy']);
    expect(below('healthcheck', database).join()).toContain('"pg_isready", "--host", "127.0.0.1"');
  });
});

describe('server/Dockerfile', () => {
  const steps = linesOf(read('server/Dockerfile').replaceAll('\\\n', ' '));
  const ignored = linesOf(read('.dockerignore'));

  it('builds on a Node that the product supports', () => {
    const images = steps.flatMap((step) => /^FROM node:(\d+)/.exec(step)?.[1] ?? []);
    expect(images).toEqual(['22', '22']);
  });

  it('copies what is there, and leaves out what is secret, large or made here', () => {
    const sources = steps
      .filter((step) => step.startsWith('COPY ') && !step.includes('--from'))
      .flatMap((step) => step.split(/\s+/).slice(1, -1));
    expect(sources.filter((source) => !existsSync(at(source)))).toEqual([]);
    expect(sources.filter((source) => ignored.includes(source))).toEqual([]);
    expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', '.data', '.env', '.git']));
  });

  it('runs the built server as a user without rights, in the folder of its volume', () => {
    expect(steps).toContain('CMD ["node", "--enable-source-maps", "server/dist/main.js"]');
    expect(existsSync(at('server/src/main.ts'))).toBe(true);
    expect(steps.indexOf('USER node')).toBeGreaterThan(steps.findLastIndex((step) => step.startsWith('RUN ')));
    expect(steps.find((step) => step.startsWith('ENV '))).toContain('DATA_DIR=/data');
    expect(steps).toContain('VOLUME /data');
  });
});
