import fc from 'fast-check';
import type { Description, Operation } from './published-schema.ts';

/** A part of the description that says what a value is. */
type Schema = Readonly<Record<string, unknown>>;
/** Values by the name of the parameter or property, so that requests get beyond the first check. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

export type Asked = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
};

/** What has broken programs before: each stands in for any value, and in any text. */
const HOSTILE: readonly unknown[] = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\u202e宗\u202c', '\ufeff', '%00', '%', '\\', '\r\nset-cookie: a=b'],
  ...["'; DROP TABLE parcels; --", '" OR ""="', '$1', '{}', '[]', '{"op":"and","args":[]}', '{{7*7}}', '<b onload=x>'],
  ...[
    '../../../etc/passwd',
    '..\\..\\a',
    '/',
    'file:///etc/passwd',
    '__proto__',
    'constructor',
    'NaN',
    '1e309',
    '0x10',
  ],
  ...['宗'.repeat(3000), 'a'.repeat(100_000), '9'.repeat(400), '['.repeat(2000)],
  ...[0, -0, -1, 1.5, 1e308, 2 ** 31, 2 ** 53, -(2 ** 63), null, true, [], {}, [[]], [null], { a: { b: {} } }],
  Array.from({ length: 5000 }, (_, index) => index),
  Array.from({ length: 200 }).reduce((inner) => [inner], 1),
  JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'),
];
const hostile = fc.constantFrom(...HOSTILE);
const anything = fc.oneof(hostile, fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary' }));

/** How often a request is left as the description asks for it: then it reaches what lies behind the checks. */
const SOUND = { weight: 3, arbitrary: fc.constant(false) };
const SPOILT = { weight: 2, arbitrary: fc.constant(true) };

/** Requests of an operation: sound ones, and ones of which a part is spoilt. */
export function requestsOf(
  description: Description,
  [path, method, operation]: readonly [string, string, Operation],
  known: Known,
): fc.Arbitrary<Asked> {
  const values = valuesOf(description, known);
  const parameters = fc.record(
    Object.fromEntries(
      operation.parameters.map(({ name, schema, required, in: where }) => [
        name,
        fc.record({ where: fc.constant(where), value: required ? values(schema, name) : maybe(values(schema, name)) }),
      ]),
    ),
  );
  const form = bodyOf(operation, 'multipart/form-data');
  const json = bodyOf(operation, 'application/json');
  const body = form ?? json;
  return fc
    .record({
      parameters,
      spoils: fc.oneof(SOUND, SPOILT),
      body: body ? values(body, 'body') : fc.constant(undefined),
      place: fc.nat(),
      bad: anything,
      type: fc.constantFrom(undefined, 'text/plain', 'application/json; charset=x', 'multipart/form-data', ';', 'a/b'),
    })
    .map(({ parameters: given, spoils, body: sound, place, bad, type }) => {
      const names = Object.keys(given);
      const inBody = body !== undefined && (names.length === 0 || place % 3 > 0);
      const put = (name: string, value: unknown) =>
        spoils && !inBody && names[place % names.length] === name ? bad : value;
      const of = (name: string) => put(name, given[name]?.value);
      // Nothing between two slashes would be the address of another operation.
      const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(of(name)) || '%20');
      const query = names
        .filter((name) => given[name]?.where === 'query' && of(name) !== undefined)
        .map((name) => `${name}=${encoded(of(name))}`);
      const content = spoils && inBody ? spoilt(sound, place, bad) : sound;
      const sent = form ? formOf(content, place) : jsonOf(content);
      const isMistyped = spoils && inBody && place % 7 === 0;
      return {
        method: method.toUpperCase() as Asked['method'],
        url: query.length > 0 ? `${address}?${query.join('&')}` : address,
        ...(body ? sent : { headers: {} }),
        ...(body && isMistyped ? { headers: type === undefined ? {} : { 'content-type': type } } : {}),
      };
    });
}

const bodyOf = (operation: Operation, type: string): Schema | undefined =>
  operation.requestBody?.content[type]?.schema as Schema | undefined;

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

const encoded = (value: unknown): string =>
  encodeURIComponent(
    toText(value)
      .replaceAll(/[\ud800-\udfff]/gu, '\ufffd')
      .slice(0, 8000),
  );

const toText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Values that a schema takes, most of them; a name that is known has its own. */
function valuesOf(description: Description, known: Known): (schema: Schema, name: string) => fc.Arbitrary<unknown> {
  const values = (schema: Schema, name: string, depth = 0): fc.Arbitrary<unknown> => {
    const ours = known[name];
    if (ours) return fc.constantFrom(...ours);
    if (typeof schema.$ref === 'string') {
      const target = description.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
      return target && depth < 20 ? values(target, name, depth + 1) : fc.constant(null);
    }
    const choices = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined;
    if (choices?.length) return fc.oneof(...choices.map((choice) => values(choice, name, depth + 1)));
    const parts = schema.allOf as readonly Schema[] | undefined;
    if (parts)
      return fc.tuple(...parts.map((part) => values(part, name, depth + 1))).map((all) => Object.assign({}, ...all));
    if ('const' in schema) return fc.constant(schema.const);
    if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
    if (schema.type === 'array') return arrays(schema, depth);
    if (schema.type === 'object') return objects(schema, depth);
    return plain(schema);
  };
  const arrays = (schema: Schema, depth: number): fc.Arbitrary<unknown> => {
    const first = (schema.prefixItems ?? []) as readonly Schema[];
    if (first.length > 0) return fc.tuple(...first.map((part) => values(part, '', depth + 1)));
    const least = Number(schema.minItems ?? 0);
    const maxLength = Math.min(Number(schema.maxItems ?? least + 3), least + 3);
    return fc.array(values((schema.items ?? {}) as Schema, '', depth + 1), { minLength: least, maxLength });
  };
  const objects = (schema: Schema, depth: number): fc.Arbitrary<unknown> => {
    const properties = (schema.properties ?? {}) as Record<string, Schema>;
    const needed = new Set((schema.required ?? []) as string[]);
    return fc
      .record(
        Object.fromEntries(
          Object.entries(properties).map(([name, part]) => {
            const value = values(part, name, depth + 1);
            return [name, needed.has(name) ? value : maybe(value)];
          }),
        ),
      )
      .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));
  };
  return values;
}

function plain(schema: Schema): fc.Arbitrary<unknown> {
  const [least, most] = [
    Number(schema.minimum ?? schema.exclusiveMinimum ?? 0),
    Number(schema.maximum ?? schema.exclusiveMaximum ?? 1e6),
  ];
  switch (schema.type) {
    case 'integer':
      return fc.integer({ min: Math.ceil(Math.max(least, -(2 ** 31))), max: Math.floor(Math.min(most, 2 ** 31)) });
    case 'number':
      return fc.double({ min: least, max: most, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return texts(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function texts({ format, pattern, minLength, maxLength }: Schema): fc.Arbitrary<unknown> {
  if (format === 'binary') return fc.constantFrom(...FILES);
  if (format === 'date') return fc.constantFrom('2026-01-05', '2024-02-29', '1990-01-01', '2026-06-30');
  if (format === 'uuid') return fc.uuid();
  if (typeof pattern === 'string' && !pattern.includes('\\P{')) return fc.stringMatching(new RegExp(pattern, 'u'));
  const shortest = Number(minLength ?? 0);
  return fc.string({ minLength: shortest, maxLength: Math.min(Number(maxLength ?? 20), shortest + 20) });
}

/** One value inside a body is replaced, or one key is added that nobody asked for. */
function spoilt(value: unknown, place: number, bad: unknown): unknown {
  if (typeof value !== 'object' || value === null || place % 5 === 0) return bad;
  const keys = Object.keys(value);
  const key = keys[place % (keys.length + 1)];
  if (Array.isArray(value))
    return value.map((part, index) => (String(index) === key ? spoilt(part, place >> 2, bad) : part));
  const known = value as Record<string, unknown>;
  return key === undefined
    ? { ...known, [toText(bad).slice(0, 50)]: bad }
    : { ...known, [key]: spoilt(known[key], place >> 2, bad) };
}

const jsonOf = (content: unknown) => ({
  headers: { 'content-type': 'application/json' },
  payload: JSON.stringify(content === undefined ? null : content),
});

/** Files that are none, and one that is. */
const FILES: readonly { readonly name: string; readonly content: string | Buffer }[] = [
  {
    name: 'a.geojson',
    content:
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"宗地代码":"330681003001GB00009"},"geometry":{"type":"Polygon","coordinates":[[[120.1,29.6],[120.101,29.6],[120.101,29.601],[120.1,29.601],[120.1,29.6]]]}}]}',
  },
  {
    name: 'a.geojson',
    content:
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1e400,"x"]]]}}]}',
  },
  { name: 'a.csv', content: '统一社会信用代码,企业名称\n91330681MA00000001,=cmd()\n"unclosed' },
  { name: '../../a.csv', content: Buffer.from([0xff, 0xfe, 0x00, 0xd8]) },
  { name: 'a.zip', content: 'PK\u0003\u0004cut' },
  {
    name: 'a.kml',
    content:
      '<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml><Document><name>&a;</name></Document></kml>',
  },
  { name: 'a.dxf', content: '0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n90\n999999999\n' },
  { name: 'a.gpkg', content: 'SQLite format 3\u0000' },
  { name: '', content: '' },
  { name: 'a', content: 'x' },
];

const BOUNDARY = 'between-parts';

/** A form as bytes; now and then without its end. */
function formOf(content: unknown, place: number) {
  const parts = Object.entries(typeof content === 'object' && content !== null ? content : { file: content }).map(
    ([name, value]) => partOf(name.replaceAll(/[\r\n"]/g, ' '), value),
  );
  const end = place % 11 === 0 ? '' : `--${BOUNDARY}--\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    payload: Buffer.concat([...parts, Buffer.from(end)]),
  };
}

function partOf(name: string, value: unknown): Buffer {
  const file = FILES.find((each) => each === value);
  const named = file ? `; filename="${file.name}"` : '';
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name.slice(0, 200)}"${named}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(file ? file.content : toText(value)), Buffer.from('\r\n')]);
}
