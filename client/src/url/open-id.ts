import { OPENID_PROBLEMS, type OpenIdProblem } from '@yima-guandi/server/contract';
import { currentRoute } from './route.ts';
import type { Language } from './view.ts';

const queryNow = (): URLSearchParams => new URLSearchParams(window.location.search);

/** Where signing in by the provider begins. It leads back to this page, or, without a language, to one's own account. */
export function openIdHref(language: Language | null): string {
  const to = language === null ? '/account' : pageWanted(language);
  return `/api/session/openid?${new URLSearchParams({ to })}`;
}

/** The server takes a page of its own site only. */
function pageWanted(language: Language): string {
  const { pathname, search } = window.location;
  if (currentRoute().page !== 'sign-in') return pathname + search;
  return queryNow().get('to') ?? (language === 'zh' ? '/' : `/?lang=${language}`);
}

/** What went wrong on the way by the provider, as the address of the page of signing in tells it; null: nothing. */
export function openIdProblem(): OpenIdProblem | null {
  const told = currentRoute().page === 'sign-in' ? queryNow().get('problem') : null;
  return OPENID_PROBLEMS.find((problem) => problem === told) ?? null;
}
