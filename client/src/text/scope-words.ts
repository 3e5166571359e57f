import type { Jurisdiction, SignedIn } from '@yima-guandi/server/contract';
import type { Language } from '../url/view.ts';
import type { Text } from './zh.ts';

type Place = Pick<Jurisdiction, 'code' | 'name' | 'nameEn'> & {
  readonly towns: readonly { readonly code: string; readonly name: string }[];
};
type Reader = { readonly text: Text; readonly language: Language; readonly places: readonly Place[] };

const MOST_TOWNS = 3;

/** What is seen, in words; in short, where many towns would fill a row. Places that are not known stand as their codes. */
export function scopeWords(scope: SignedIn['scope'], { text, language, places }: Reader, inShort = false): string {
  const words = text.access.scope;
  if (scope === null) return words.everything;
  if (scope.length === 0) return words.nothing;
  return scope
    .map(({ jurisdiction, towns }) => {
      const place = places.find(({ code }) => code === jurisdiction);
      const name = (language === 'zh' ? place?.name : place?.nameEn) ?? jurisdiction;
      if (towns === null) return words.whole(name);
      const names = towns.map((town) => place?.towns.find(({ code }) => code === town)?.name ?? town);
      return inShort && names.length > MOST_TOWNS
        ? words.townsShort(name, names.slice(0, MOST_TOWNS).join(words.between), names.length)
        : words.towns(name, names.join(words.between));
    })
    .join(words.places);
}
