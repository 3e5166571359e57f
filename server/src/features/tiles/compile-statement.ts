import { createHash } from 'node:crypto';
import { fillPlaceholders, is, Placeholder, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { TileLayer } from './tile-encoder.ts';
import type { TileValues } from './tile-frame.ts';

/** A statement whose text is made once. Its name is that of the text, for connections that keep prepared statements. */
export type CompiledStatement = {
  readonly name: string;
  readonly text: string;
  readonly valuesFor: (tile: TileValues) => unknown[];
};

const dialect = new PgDialect();

/** Makes the text of a statement about tiles. A value of the tile is bound once, however often the statement names it. */
export function compileStatement(statement: SQL): CompiledStatement {
  const query = dialect.sqlToQuery(statement);
  const kept: unknown[] = [];
  const placeOf = new Map<string, number>();
  const text = query.sql.replaceAll(/\$(\d+)/g, (_, number: string) => {
    const param = query.params[Number(number) - 1];
    const known = is(param, Placeholder) ? placeOf.get(param.name) : undefined;
    if (known !== undefined) return `$${known}`;
    const place = kept.push(param);
    if (is(param, Placeholder)) placeOf.set(param.name, place);
    return `$${place}`;
  });
  const name = `tile-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  return { name, text, valuesFor: (tile) => fillPlaceholders(kept, tile) };
}

/** The statement of layers, made when they are first asked for. */
export function compiledOnce(
  statementOf: (layers: readonly TileLayer[]) => SQL,
): (layers: readonly TileLayer[]) => CompiledStatement {
  const compiled = new WeakMap<readonly TileLayer[], CompiledStatement>();
  return (layers) => {
    const known = compiled.get(layers);
    if (known) return known;
    const made = compileStatement(statementOf(layers));
    compiled.set(layers, made);
    return made;
  };
}
