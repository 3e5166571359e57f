/** JSON that a database takes: a zero character is shown as ␀, and half of a character as �, since neither can be stored. */
export function plainJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!/\\u(?:0000|d[89a-f])/i.test(json)) return json;
  return JSON.stringify(cleaned(value));
}

/** The same for a text. */
export const plainText = (text: string): string => text.replaceAll('\0', '␀').replace(/\p{Surrogate}/gu, '\uFFFD');

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [plainText(name), cleaned(each)]));
}
