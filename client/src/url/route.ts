/** Pages that have an address of their own. Everything else of the view is in the query string. */
export type Route = { readonly page: 'map' } | { readonly page: 'dossier'; readonly code: string };

export function readRoute(pathname: string): Route {
  const match = /^\/p\/([^/]+)\/?$/.exec(pathname);
  if (!match?.[1]) return { page: 'map' };
  try {
    return { page: 'dossier', code: decodeURIComponent(match[1]) };
  } catch {
    return { page: 'map' };
  }
}

export const currentRoute = (): Route => readRoute(window.location.pathname);

/** Address of a parcel's own page, in the language and year in use. */
export function dossierHref(code: string, view: { readonly lang: string; readonly y: number | null }): string {
  const query = new URLSearchParams();
  if (view.y !== null) query.set('y', String(view.y));
  if (view.lang !== 'zh') query.set('lang', view.lang);
  const tail = query.toString();
  return `/p/${encodeURIComponent(code)}${tail ? `?${tail}` : ''}`;
}

/** Address of the map with a parcel chosen on it. */
export function mapHref(code: string, lang: string): string {
  const query = new URLSearchParams({ sel: code });
  if (lang !== 'zh') query.set('lang', lang);
  return `/?${query.toString()}`;
}
