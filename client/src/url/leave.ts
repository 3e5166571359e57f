import type { Language } from './view.ts';

/** Loads the first page anew: of what was on this one, and in its memory, nothing is left. */
export function startAfresh(language: Language): void {
  window.location.replace(language === 'zh' ? '/' : `/?lang=${language}`);
}

/** Loads this page anew where it is. */
export const loadAgain = (): void => window.location.reload();

/** An address of this server as others open it. */
export const wholeAddress = (path: string): string => new URL(path, window.location.origin).href;
