import { z } from 'zod';

/** Every way the API can refuse, in one list. The key is the wire name and never changes. */
export const PROBLEMS = {
  'request-invalid': { status: 400, title: 'The request does not fit its description' },
  'request-head-too-large': { status: 431, title: 'The address or a header of the request is too long' },
  'request-too-slow': { status: 408, title: 'The request did not arrive in time' },
  'too-many-requests': { status: 429, title: 'More is asked than one may ask in a while' },
  'sign-in-needed': { status: 401, title: 'Nobody is signed in' },
  'sign-in-refused': { status: 401, title: 'Name or password is wrong' },
  'sign-in-throttled': { status: 429, title: 'Too many attempts to sign in have failed' },
  'sign-in-link-invalid': { status: 410, title: 'The link has been used or has expired' },
  'password-unfit': { status: 422, title: 'The password may not be chosen' },
  'user-not-found': { status: 404, title: 'No user has this id' },
  'user-name-taken': { status: 409, title: 'Another user has this name' },
  'user-changed': { status: 409, title: 'The user has been changed in the meantime' },
  'last-administrator': { status: 409, title: 'Nobody else could administer' },
  'own-session-not-found': { status: 404, title: 'None of one’s own sessions has this id' },
  'scope-invalid': { status: 422, title: 'The scope names places that are not there' },
  'not-permitted': { status: 403, title: 'The role does not permit this' },
  'reason-needed': { status: 422, title: 'What the file is for must be said' },
  'scope-partial': { status: 403, title: 'This is of a whole jurisdiction, of which only some towns are seen' },
  'origin-refused': { status: 403, title: 'Requests by way of another site are not taken' },
  'method-not-allowed': { status: 405, title: 'This address does not take this method' },
  'media-type-unsupported': { status: 415, title: 'The body of the request is of a type that is not taken' },
  'filter-invalid': { status: 400, title: 'The filter cannot be read' },
  'tile-address-invalid': { status: 400, title: 'There is no tile at this address' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'jurisdiction-not-found': { status: 404, title: 'No jurisdiction has this code' },
  'programme-not-found': { status: 404, title: 'No programme has this id' },
  'rule-not-found': { status: 404, title: 'The programme in force has no such rule' },
  'what-if-not-found': { status: 404, title: 'No saved what-if has this id' },
  'what-if-name-taken': { status: 409, title: 'Another what-if has this name' },
  'year-without-data': { status: 404, title: 'The jurisdiction has no data for this year' },
  'parcel-not-found': { status: 404, title: 'No parcel has this code' },
  'enterprise-not-found': { status: 404, title: 'No enterprise with this credit code was evaluated in this year' },
  'import-not-found': { status: 404, title: 'No import has this id' },
  'revision-unknown': { status: 404, title: 'No dataset revision has this number' },
  'revision-superseded': { status: 410, title: 'The data has moved on to a newer revision' },
  'upload-too-large': { status: 413, title: 'The file is larger than the limit' },
  'file-empty': { status: 422, title: 'The file holds no rows' },
  'file-unreadable': { status: 422, title: 'The file cannot be read' },
  'archive-unsafe': { status: 422, title: 'The archive is unsafe to open' },
  'encoding-unknown': { status: 422, title: 'The text encoding is not known' },
  'crs-unknown': { status: 422, title: 'The coordinate system is not known' },
  'axes-swapped': { status: 422, title: 'The coordinates are not where the jurisdiction is' },
  'outline-not-computed': { status: 422, title: 'The embedded database cannot compute with an outline' },
  'columns-missing': { status: 422, title: 'Columns that must be there are missing' },
  'mapping-invalid': { status: 422, title: 'The mapping cannot be used' },
  'method-invalid': { status: 422, title: 'The method cannot be used' },
  'method-unchanged': { status: 409, title: 'The method is the one already in force' },
  'year-closed': { status: 409, title: 'The year is closed' },
  'zone-empty': { status: 422, title: 'The zone has no area' },
  'zone-self-intersects': { status: 422, title: 'The boundary of the zone crosses itself' },
  'zone-outside': { status: 422, title: 'The zone lies outside the jurisdiction' },
  'zone-too-large': { status: 422, title: 'The zone is larger than any zone of redevelopment' },
  'zone-too-detailed': { status: 422, title: 'The boundary of the zone has too many points' },
  'zone-without-parcels': { status: 422, title: 'The zone holds no parcel' },
  'locks-contradict': { status: 422, title: 'A parcel is locked in and locked out' },
  'zone-sizes-contradict': { status: 422, title: 'The least size of a zone is above the greatest' },
  'proposal-target-too-large': { status: 422, title: 'The target is above all land that was found' },
  'proposal-not-found': { status: 404, title: 'No search for zones has this id' },
  'proposals-busy': { status: 409, title: 'Too many searches for zones are running' },
  'control-line-missing': { status: 422, title: 'The jurisdiction has no industrial control line' },
  'scenario-not-found': { status: 404, title: 'No scenario has this id' },
  'scenario-deleted': { status: 410, title: 'The scenario was deleted' },
  'scenario-name-taken': { status: 409, title: 'Another scenario has this name' },
  'scenario-held': { status: 409, title: 'Somebody else is editing the scenario' },
  'scenario-changed': { status: 409, title: 'A newer version of the scenario is kept' },
  'boundary-is-line': { status: 422, title: 'The file holds lines where areas are asked for' },
  'constraint-layer-not-found': { status: 404, title: 'No constraint layer has this id' },
  'offset-not-found': { status: 404, title: 'No entry of the ledger has this id' },
  'offset-corrected': { status: 409, title: 'The entry has been taken back, or takes another back' },
  'offset-short': { status: 409, title: 'The balance of offsets would fall below zero' },
  'import-refused': { status: 422, title: 'No row of the file could be accepted' },
  'import-running': { status: 409, title: 'Another import is running' },
  starting: { status: 503, title: 'The server is starting' },
  internal: { status: 500, title: 'Something unexpected happened' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemKind = keyof typeof PROBLEMS;
const KINDS = Object.keys(PROBLEMS) as [ProblemKind, ...ProblemKind[]];

/** RFC 9457 problem details. `detail` names the place and the cure in words. */
export const ProblemDetails = z.object({
  type: z.enum(KINDS),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  place: z.string().optional().describe('Where in the input: a parameter, a row, a column'),
  faults: z
    .array(z.object({ code: z.string(), place: z.string(), message: z.string() }))
    .optional()
    .describe('Every single fault, where there may be several'),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;

/** A refusal with a name: the only error that may leave the server with its words. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly place: string | undefined;
  readonly faults: ProblemDetails['faults'];

  constructor(kind: ProblemKind, detail: string, place?: string, faults?: ProblemDetails['faults']) {
    super(detail);
    this.name = 'Problem';
    this.kind = kind;
    this.place = place;
    this.faults = faults;
  }
}

export function problemDetails(
  kind: ProblemKind,
  detail: string,
  place?: string,
  faults?: ProblemDetails['faults'],
): ProblemDetails {
  return {
    type: kind,
    ...PROBLEMS[kind],
    detail,
    ...(place === undefined ? {} : { place }),
    ...(faults === undefined ? {} : { faults }),
  };
}
