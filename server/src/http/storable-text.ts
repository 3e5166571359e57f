import type { FastifyRequest } from 'fastify';
import { Problem } from '../contract/problem.ts';
import { isStorable } from '../domain/storable-text.ts';

/** Refuses text that cannot be stored at the door, whatever parameter of the address carries it. */
export async function refuseNul(request: FastifyRequest): Promise<void> {
  if (/%00/.test(request.url))
    throw new Problem('request-invalid', 'The address holds a NUL character (%00). Leave it out.', 'url');
}

/** The same of a JSON body, keys and values alike. */
export async function refuseUnstorableBody({ body }: FastifyRequest): Promise<void> {
  const waiting: { value: unknown; place: string }[] = [{ value: body, place: 'body' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, place } = next;
    if (typeof value === 'string' && !isStorable(value)) throw unstorable(place);
    if (!isJson(value)) continue;
    for (const [key, part] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      if (typeof key === 'string' && !isStorable(key)) throw unstorable(place);
      if (!isPosition(part)) waiting.push({ value: part, place: `${place}.${key}` });
    }
  }
}

/** A list of numbers holds no text, and a boundary may have a million of them. */
const isPosition = (value: unknown): boolean => Array.isArray(value) && value.every((part) => typeof part === 'number');

/** An upload comes as a stream, which is read elsewhere. */
const isJson = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);

const unstorable = (place: string): Problem =>
  new Problem('request-invalid', `${place} holds a NUL character or half of a character. Leave it out.`, place);
