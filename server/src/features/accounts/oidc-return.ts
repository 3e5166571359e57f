const MOST_LETTERS = 4000;
/** Stands for this site while an address is read, whatever its own name is. */
const HERE = 'http://here.invalid';

/**
 * The page of this site that an address names, written so that no browser takes it for one elsewhere. Anything else is
 * the first page: whoever signs in by a link of a stranger does not end at the stranger's.
 */
export function ownPath(wanted: string): string {
  if (!wanted.startsWith('/') || wanted.length > MOST_LETTERS || !URL.canParse(wanted, HERE)) return '/';
  const { origin, pathname, search } = new URL(wanted, HERE);
  const isPage = origin === HERE && !pathname.startsWith('//') && !/^\/(api|tiles|sign-in)(\/|$)/.test(pathname);
  return isPage ? pathname + search : '/';
}

/** The page of signing in with what went wrong, in the language of the page that was wanted. */
export function problemPath(problem: string, wanted = '/'): string {
  const query = new URLSearchParams({ problem });
  if (new URL(wanted, HERE).searchParams.get('lang') === 'en') query.set('lang', 'en');
  if (wanted !== '/') query.set('to', wanted);
  return `/sign-in?${query}`;
}
