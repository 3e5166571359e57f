import { useEffect } from 'react';
import { RequestError } from '../api/request.ts';
import { type Language, useView } from '../url/view.ts';
import { en } from './en.ts';
import { formatFor } from './format.ts';
import { type Text, zh } from './zh.ts';

const TEXTS: Record<Language, Text> = { zh, en };
const FORMATS = { zh: formatFor('zh'), en: formatFor('en') };

/** The words and number formats of the language in the link. */
export function useText() {
  const { view } = useView();
  return { text: TEXTS[view.lang], format: FORMATS[view.lang], language: view.lang };
}

/** Tells the browser which language the page is in: fonts, hyphenation and screen readers depend on it. */
export function useDocumentLanguage() {
  const { text, language } = useText();
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = text.common.product;
  }, [language, text]);
}

/** The kind of a refusal in the user's language; empty where the page does not know it. */
export const problemTitle = (text: Text, kind: string): string =>
  kind in text.problem ? text.problem[kind as keyof Text['problem']] : '';

/** What went wrong, in the user's language; the server's own words follow where they name the place and the cure. */
export function explain(text: Text, error: unknown): string {
  if (!(error instanceof RequestError)) return text.problem.internal;
  return text.problem[error.kind];
}
