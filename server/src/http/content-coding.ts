import { LRUCache } from 'lru-cache';

/** How the bytes of a reply are packed, as HTTP names it. */
export type Coding = 'br' | 'gzip' | 'identity';

/** The coding for each header that was met lately: browsers send but a few. */
const codings = new LRUCache<string, Coding>({ max: 100 });

/** The best coding that a list such as `gzip;q=1.0, br` takes; `gzip;q=0` refuses it. */
export function codingFor(header: string | string[] | undefined): Coding {
  const text = String(header ?? '');
  const known = codings.get(text);
  if (known) return known;
  const coding = readCoding(text);
  codings.set(text, coding);
  return coding;
}

function readCoding(header: string): Coding {
  const offers = header
    .toLowerCase()
    .split(',')
    .map((offer) => offer.split(';').map((part) => part.trim()));
  const takes = (coding: Coding): boolean =>
    offers.some(([name, ...parameters]) => name === coding && !parameters.some((each) => /^q=0(\.0*)?$/.test(each)));
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}
