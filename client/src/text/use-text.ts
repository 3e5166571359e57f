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

/** The part of a server's words that is in the user's language: what it says in both, it says in Chinese first. */
export function inLanguage(words: string, language: Language): string {
  const chineseEnd =
    words.search(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef][^\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]*$/) + 1;
  const part = language === 'zh' ? words.slice(0, chineseEnd) : words.slice(chineseEnd);
  return part.trim() || words;
}

/** The kind of a refusal, then where it lies and what cures it, each said once and in the user's language. */
export function refusalWords(text: Text, language: Language, { kind, detail }: Refusal): string {
  const title = kind in text.problem ? text.problem[kind as keyof Text['problem']] : '';
  // With its full stop it says all there is to say.
  if (/[。.]$/.test(title)) return title;
  const said = inLanguage(detail, language);
  return said.startsWith(title) ? said : `${title}${language === 'zh' ? '：' : ': '}${said}`;
}
type Refusal = { readonly kind: string; readonly detail: string };

/** What went wrong, in the user's language; the server's own words follow where they name the place and the cure. */
export function explain(text: Text, error: unknown): string {
  if (!(error instanceof RequestError)) return text.problem.internal;
  return text.problem[error.kind];
}

/** What went wrong with an act: the kind of refusal in the user's language, then place and cure. */
export function explainAct(text: Text, language: Language, failure: unknown): string {
  if (!(failure instanceof RequestError)) return explain(text, failure);
  // What a browser says of a broken connection is nothing for a reader.
  if (failure.kind === 'unreachable') return text.common.unreached;
  return refusalWords(text, language, { kind: failure.kind, detail: failure.message });
}

/** What went wrong with a file that was sent: the kind of refusal in the user's language, then place and cure. */
export function explainSent(text: Text, language: Language, failure: unknown): string {
  const isLost = failure instanceof RequestError && failure.kind === 'unreachable';
  return isLost ? text.imports.lost : explainAct(text, language, failure);
}
