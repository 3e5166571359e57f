/** Pages that have an address of their own. Everything else of the view is in the query string. */
export type Route =
  | { readonly page: 'map' }
  | { readonly page: 'dossier'; readonly code: string }
  | { readonly page: 'scenario'; readonly id: number }
  | { readonly page: 'sign-in' }
  | { readonly page: 'account' }
  | { readonly page: 'admin'; readonly part: AdminPart };

/** Parts of the page of administration. */
export const ADMIN_PARTS = ['users', 'audit'] as const;
export type AdminPart = (typeof ADMIN_PARTS)[number];

const PLAIN_PAGES: Readonly<Record<string, Route>> = {
  '/sign-in': { page: 'sign-in' },
  '/account': { page: 'account' },
  '/admin': { page: 'admin', part: 'users' },
  ...Object.fromEntries(ADMIN_PARTS.map((part) => [`/admin/${part}`, { page: 'admin', part }])),
};

export function readRoute(pathname: string): Route {
  const plain = PLAIN_PAGES[pathname.replace(/\/$/, '')];
  if (plain) return plain;
  const scenario = /^\/s\/([1-9]\d{0,8})\/?$/.exec(pathname);
  if (scenario) return { page: 'scenario', id: Number(scenario[1]) };
  const match = /^\/p\/([^/]+)\/?$/.exec(pathname);
  if (!match?.[1]) return { page: 'map' };
  try {
    return { page: 'dossier', code: decodeURIComponent(match[1]) };
  } catch {
    return { page: 'map' };
  }
}

export const currentRoute = (): Route => readRoute(window.location.pathname);

type PageView = { readonly j: string | null; readonly y: number | null; readonly lang: string };
const queryOf = ({ j, y, lang }: PageView, more: Readonly<Record<string, string>> = {}): string => {
  const query = new URLSearchParams({ ...(j === null ? {} : { j }), ...(y === null ? {} : { y: String(y) }), ...more });
  if (lang !== 'zh') query.set('lang', lang);
  const text = query.toString();
  return text && `?${text}`;
};

/** Address of a parcel's own page, in the jurisdiction, year and language in use. */
export const dossierHref = (code: string, view: PageView): string => `/p/${encodeURIComponent(code)}${queryOf(view)}`;

/** Address of the map with a parcel chosen on it. */
export const mapHref = (code: string, view: PageView): string => `/${queryOf(view, { sel: code })}`;

/** Address of a scenario's own page. */
export const scenarioHref = (id: number, view: PageView): string => `/s/${id}${queryOf(view)}`;

/** Address of the map with a job open beside it. */
export const jobHref = (job: string, view: PageView): string => `/${queryOf(view, { job })}`;

/** Address of one's own account. */
export const accountHref = (view: PageView): string => `/account${queryOf(view)}`;

/** Address of a part of the page of administration. */
export const adminHref = (part: AdminPart, view: PageView): string => `/admin/${part}${queryOf(view)}`;
