import type { Jurisdiction } from '@yima-guandi/server/contract';
import type { Language } from '../../url/view.ts';

/** A jurisdiction by its name in the reader's language, where it has one. */
export const placeName = ({ name, nameEn }: Pick<Jurisdiction, 'name' | 'nameEn'>, language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name;
