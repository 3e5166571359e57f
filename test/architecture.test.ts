import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = /\.(ts|tsx|js|mjs)$/;

type Source = { readonly path: string; readonly text: string };

/** What a room may import, by the beginning of the importer's path. The first room that fits counts. */
const WALLS: readonly { room: RegExp; may: (imported: string, importer: string) => boolean; rule: string }[] = [
  {
    room: /^server\/src\/domain\//,
    may: (imported) => imported.startsWith('server/src/domain/'),
    rule: 'domain imports nothing but domain',
  },
  {
    room: /^server\/src\/contract\//,
    may: (imported) => /^server\/src\/(domain|contract)\//.test(imported) || imported === 'zod',
    rule: 'contract imports domain and zod',
  },
  {
    room: /^server\/src\/formats\//,
    may: (imported) =>
      !imported.startsWith('server/src/') || /^server\/src\/(domain|contract|formats)\//.test(imported),
    rule: 'formats turn bytes into rows: no database, no HTTP, no feature',
  },
  {
    room: /^server\/src\/db\//,
    may: (imported) => !imported.startsWith('server/src/') || /^server\/src\/(domain|contract|db)\//.test(imported),
    rule: 'db knows no feature and no HTTP',
  },
  {
    room: /^server\/src\/features\//,
    may: (imported, importer) => !imported.endsWith('.queries.ts') || dirname(imported) === dirname(importer),
    rule: 'a feature never imports the queries of another',
  },
  {
    room: /^client\/src\//,
    may: (imported) =>
      !imported.startsWith('server/') &&
      (!imported.startsWith('@yima-guandi/server') || /^@yima-guandi\/server\/(domain|contract)$/.test(imported)),
    rule: 'the client imports the server’s domain and contract and nothing else of it',
  },
];

/** Every specifier of a static import, a re-export or a dynamic import. */
function importsOf({ path, text }: Source): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const specifiers = [...code.matchAll(/(?<!['"\w])(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((each) => (each.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(path), each)) : each));
}

function violations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const wall = WALLS.find(({ room }) => room.test(source.path));
    if (!wall) return [];
    return importsOf(source)
      .filter((imported) => !wall.may(imported, source.path))
      .map((imported) => `${source.path} imports ${imported}: ${wall.rule}`);
  });
}

/** Reading the environment and joining SQL by hand are each allowed in one place or none. */
function slips(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => [
    ...(/process\.env/.test(text) && path.startsWith('server/src/') && path !== 'server/src/config.ts'
      ? [`${path} reads process.env: only config.ts does`]
      : []),
    ...(/sql\.raw\(/.test(text) ? [`${path} uses sql.raw: bind parameters instead`] : []),
    ...(/window\.location|history\.(push|replace)State/.test(text) &&
    path.startsWith('client/src/') &&
    !path.startsWith('client/src/url/')
      ? [`${path} touches the location: only client/src/url does`]
      : []),
    ...(text.split('\n').length > 401 ? [`${path} is over 400 lines`] : []),
  ]);
}

function sourcesUnder(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** Files that import each other in a ring. */
function rings(sources: readonly Source[]): string[] {
  const edges = new Map(sources.map((source) => [source.path, importsOf(source)]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (trail.includes(path) || done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const { path } of sources) walk(path, []);
  return found;
}

describe('the walls of the house', () => {
  const sources = [...sourcesUnder('server/src'), ...sourcesUnder('client/src')];

  it('reads the whole house', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it('are not crossed', () => {
    expect(violations(sources)).toEqual([]);
  });

  it('leave the environment, SQL text and the location to their one owner, and files small', () => {
    expect(slips(sources)).toEqual([]);
  });

  it('have no ring of imports', () => {
    expect(rings(sources)).toEqual([]);
  });
});

describe('planted violations', () => {
  const plant = (path: string, text: string): Source[] => [{ path, text }];

  it.each([
    ['server/src/domain/x.ts', "import { z } from 'zod';"],
    ['server/src/domain/x.ts', "import { Problem } from '../contract/problem.ts';"],
    ['server/src/domain/x.ts', "import { readFile } from 'node:fs/promises';"],
    ['server/src/contract/x.ts', "import { sql } from 'drizzle-orm';"],
    ['server/src/formats/x.ts', "import { selectRows } from '../db/sql.ts';"],
    ['server/src/db/x.ts', "import { tallyLand } from '../features/tally/tally-land.ts';"],
    ['server/src/features/a/x.ts', "import { findParcels } from '../parcels/parcels.queries.ts';"],
    ['client/src/x.ts', "import { buildApp } from '../../server/src/app.ts';"],
    ['client/src/x.ts', "import type { Database } from '@yima-guandi/server/db';"],
    ['client/src/x.ts', "const app = await import('../../server/src/app.ts');"],
  ])('in %s: %s', (path, text) => {
    expect(violations(plant(path, text))).toHaveLength(1);
  });

  it.each([
    ['server/src/features/x.ts', 'const port = process.env.PORT;'],
    ['server/src/db/x.ts', 'sql.raw(text)'],
    ['client/src/map/x.ts', "window.location.href = '/';"],
    ['server/src/x.ts', '\n'.repeat(500)],
  ])('a slip in %s', (path, text) => {
    expect(slips(plant(path, text))).toHaveLength(1);
  });

  it('a ring of two files', () => {
    const ring = [
      { path: 'server/src/db/a.ts', text: "import { b } from './b.ts';" },
      { path: 'server/src/db/b.ts', text: "import { a } from './a.ts';" },
    ];
    expect(rings(ring)).toEqual(['server/src/db/a.ts -> server/src/db/b.ts -> server/src/db/a.ts']);
  });
});
