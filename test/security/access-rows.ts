import { twoItemMethod } from '../support/methods.ts';
import { YEAR } from '../support/six-parcels.ts';

/** Who may ask, by hand: v viewer, p planner, t town officer, d department officer, e evaluator, a administrator; or anyone. */
type Who = string | 'anyone' | 'signed-in';

/**
 * What comes of a request of somebody who may: of all of Zhuji, of another jurisdiction alone (and so of none at all), and
 * of one town of Zhuji. A change is asked for outside first, so that what it would have done is still to be done.
 */
export type Row = {
  readonly who: Who;
  readonly ask: readonly ['GET' | 'POST' | 'PUT' | 'DELETE', string, ((object | 'form') | undefined)?];
  readonly inside: number;
  readonly outside: number;
  readonly town: number;
};

const ALL = 'vptdea';
const FIGURES = 'ptdea';
const PLAN = 'pda';
const EVALUATE = 'ea';
const OF_YEAR = `jurisdiction=zhuji&year=${YEAR}`;
const EDITOR = { token: 'editor-0123456789abcdef', name: '规划' };
const RING = [
  [120.2, 29.69],
  [120.21, 29.69],
  [120.21, 29.71],
  [120.2, 29.71],
  [120.2, 29.69],
];
const BOUNDARY = { type: 'MultiPolygon', coordinates: [[RING]] };
const ZONE = { boundary: BOUNDARY };
const DRAFT = { jurisdiction: 'zhuji', year: YEAR, tier: 'below-scale', definition: twoItemMethod() };
const FIRM = '91330681MA00000001';

const get = (who: Who, url: string, inside: number, outside: number, town: number): Row => ({
  who,
  ask: ['GET', url],
  inside,
  outside,
  town,
});
const post = (
  who: Who,
  [url, body]: readonly [string, ((object | 'form') | undefined)?],
  statuses: readonly [number, number, number],
): Row => ({
  who,
  ask: ['POST', url, body],
  inside: statuses[0],
  outside: statuses[1],
  town: statuses[2],
});
const change = (who: Who, [method, url, body]: Row['ask'], statuses: readonly [number, number, number]): Row => ({
  ...post(who, [url, body], statuses),
  ask: [method, url, body],
});
const act = (id: number, name: string, body: object = { baseVersion: 1, editor: EDITOR }) =>
  [`/api/scenarios/${id}/${name}`, body] as const;

/** Every operation of the API, and what is expected of it. */
export const ROWS: Readonly<Record<string, Row>> = {
  describeApi: get('anyone', '/api/openapi.json', 200, 200, 200),
  readHealth: get('anyone', '/api/health', 200, 200, 200),
  readSession: get('anyone', '/api/session', 200, 200, 200),
  signInByOpenId: get('anyone', '/api/session/openid', 302, 302, 302),
  finishOpenId: get('anyone', '/api/session/openid/callback', 302, 302, 302),
  readSignInLink: post('anyone', ['/api/sign-in-links/read', { secret: 'none' }], [410, 410, 410]),
  useSignInLink: post('anyone', ['/api/sign-in-links/use', { secret: 'none', password: 'x' }], [410, 410, 410]),

  listJurisdictions: get(ALL, '/api/jurisdictions', 200, 200, 200),
  readProgramme: get(ALL, '/api/programmes/zhuji-2021', 200, 404, 200),
  listParcels: get(FIGURES, `/api/parcels?${OF_YEAR}`, 200, 404, 200),
  readParcelsById: get(FIGURES, `/api/parcels/at?ids=1,2,3,4,5,6&year=${YEAR}`, 200, 200, 200),
  readParcelById: get(FIGURES, `/api/parcels/at/4?year=${YEAR}`, 200, 404, 404),
  readParcel: get(FIGURES, '/api/parcels/330681004001GB00004', 200, 404, 404),
  search: get(ALL, `/api/search?q=${encodeURIComponent('丁电')}`, 200, 200, 200),
  tallyLand: get(FIGURES, `/api/tally?${OF_YEAR}`, 200, 404, 200),
  readColumns: get(FIGURES, `/api/columns/REVISION?${OF_YEAR}`, 200, 404, 200),
  readNeighbours: get(ALL, '/api/columns/REVISION/neighbours?jurisdiction=zhuji', 200, 404, 200),
  describeParcelTiles: get(ALL, '/tiles/parcels.json', 200, 200, 200),
  describePlaceTiles: get(ALL, '/tiles/places.json', 200, 200, 200),
  readParcelTile: get(ALL, `/tiles/REVISION/${YEAR}/parcels/14/13662/6775.mvt`, 200, 204, 200),
  readPlaceTile: get(ALL, '/tiles/REVISION/places/14/13662/6775.mvt', 200, 204, 200),
  listWhatIfs: get(ALL, '/api/what-ifs?jurisdiction=zhuji', 200, 404, 200),
  listConstraintLayers: get(ALL, '/api/constraint-layers?jurisdiction=zhuji', 200, 404, 200),
  followConstraintImport: get(ALL, '/api/constraint-layers/progress?jurisdiction=zhuji', 200, 404, 200),
  listOffsets: get(ALL, '/api/offsets?jurisdiction=zhuji', 200, 404, 403),
  readEvaluation: get(FIGURES, `/api/evaluation?${OF_YEAR}`, 200, 404, 403),
  readTransitions: get(ALL, `/api/evaluation/transitions?jurisdiction=zhuji&from=${YEAR}`, 200, 404, 403),

  listRankedEnterprises: get(FIGURES, `/api/evaluation/enterprises?${OF_YEAR}&tier=above-scale`, 200, 404, 200),
  explainEvaluation: get(FIGURES, `/api/evaluation/enterprises/${FIRM}?year=${YEAR}`, 200, 404, 200),
  listMovedEnterprises: get(
    FIGURES,
    `/api/evaluation/transitions/enterprises?jurisdiction=zhuji&from=${YEAR}&fromClass=B&toClass=B`,
    200,
    404,
    403,
  ),

  exportFound: get(FIGURES, `/api/exports/found.csv?${OF_YEAR}&reason=check`, 200, 404, 200),
  exportTally: get(FIGURES, `/api/exports/tally.csv?${OF_YEAR}&reason=check`, 200, 404, 200),
  exportOffsets: get(ALL, '/api/exports/offsets.csv?jurisdiction=zhuji&reason=check', 200, 404, 403),
  exportScenario: get(ALL, '/api/exports/scenarios/1.geojson?reason=check', 200, 404, 404),
  exportAudit: get('a', '/api/exports/audit.csv?reason=check', 403, 403, 403),
  listAudit: get('a', '/api/audit', 403, 403, 403),

  listMethodTemplates: get(EVALUATE, '/api/evaluation/templates', 200, 200, 200),
  previewMethod: post(EVALUATE, ['/api/evaluation/preview', DRAFT], [200, 404, 403]),
  listDraftChanges: post(EVALUATE, ['/api/evaluation/preview/changes', DRAFT], [200, 404, 403]),
  exportDraftChanges: post(EVALUATE, ['/api/evaluation/preview/changes.csv?reason=check', DRAFT], [200, 404, 403]),
  publishMethod: post(EVALUATE, ['/api/evaluation/methods', { ...DRAFT, note: '试' }], [200, 404, 403]),

  saveWhatIf: post(
    PLAN,
    ['/api/what-ifs', { jurisdiction: 'zhuji', name: '试', tried: { 'zhuji-low-efficiency': 4 } }],
    [201, 404, 403],
  ),
  deleteWhatIf: change(PLAN, ['DELETE', '/api/what-ifs/1'], [200, 404, 404]),
  measureZone: post(PLAN, ['/api/zones/measure', { jurisdiction: 'zhuji', year: YEAR, zone: ZONE }], [200, 404, 200]),
  findZoneBoundary: post(PLAN, ['/api/zones/boundary', { jurisdiction: 'zhuji', ids: [3] }], [200, 404, 422]),
  readBoundaryFile: post(PLAN, ['/api/boundaries', 'form'], [200, 404, 200]),
  uniteBoundaries: post(
    PLAN,
    ['/api/boundaries/union', { jurisdiction: 'zhuji', boundaries: [BOUNDARY] }],
    [200, 404, 200],
  ),
  proposeZones: post(PLAN, ['/api/proposals', { jurisdiction: 'zhuji', year: YEAR, targetMu: 5 }], [202, 404, 202]),
  readProposals: get(PLAN, '/api/proposals/0b8f1c9e-3a8b-4a55-9d6e-5f3c2b1a0d9e', 404, 404, 404),
  cancelProposals: change(PLAN, ['DELETE', '/api/proposals/0b8f1c9e-3a8b-4a55-9d6e-5f3c2b1a0d9e'], [404, 404, 404]),
  createScenario: post(
    PLAN,
    ['/api/scenarios', { jurisdiction: 'zhuji', year: YEAR, name: '新', zone: ZONE, editor: EDITOR }],
    [201, 404, 403],
  ),
  listScenarios: get(PLAN, '/api/scenarios?jurisdiction=zhuji', 200, 404, 403),
  compareScenarios: get(PLAN, '/api/scenarios/compare?ids=1,2', 200, 404, 404),
  readScenario: get(PLAN, '/api/scenarios/1', 200, 404, 404),
  listScenarioVersions: get(PLAN, '/api/scenarios/1/versions', 200, 404, 404),
  holdScenario: post(PLAN, act(1, 'hold', { editor: EDITOR }), [200, 404, 404]),
  saveScenario: post(PLAN, act(1, 'versions', { zone: ZONE, baseVersion: 1, editor: EDITOR }), [201, 404, 404]),
  renameScenario: post(PLAN, act(2, 'rename', { baseVersion: 1, editor: EDITOR, name: '改名' }), [200, 404, 404]),
  restoreScenario: post(PLAN, act(1, 'versions/1/restore', { baseVersion: 2, editor: EDITOR }), [200, 404, 404]),
  cloneScenario: post(PLAN, act(1, 'clone', { name: '又一', editor: EDITOR }), [201, 404, 404]),
  remeasureScenario: post(PLAN, act(1, 'measure', {}), [200, 404, 404]),
  releaseScenario: post(PLAN, act(1, 'release', { editor: EDITOR }), [200, 404, 404]),
  deleteScenario: post(PLAN, act(2, 'delete', { baseVersion: 2, editor: EDITOR }), [200, 404, 404]),
  takeBackScenario: post(PLAN, act(2, 'take-back', {}), [200, 404, 404]),

  writeOffset: post(
    'pa',
    ['/api/offsets', { jurisdiction: 'zhuji', kind: 'offset', on: '2026-01-05', muHundredths: 100, land: '城西' }],
    [201, 404, 403],
  ),
  correctOffset: post('pa', ['/api/offsets/1/correction', { note: '重复' }], [201, 404, 404]),

  importConstraintLayer: post('ea', ['/api/constraint-layers', 'form'], [201, 404, 403]),
  removeConstraintLayer: change('ea', ['DELETE', '/api/constraint-layers/1'], [200, 404, 404]),
  importFile: post('ea', ['/api/imports', 'form'], [202, 403, 403]),
  listImports: get('ea', '/api/imports', 200, 200, 200),
  readImport: get('ea', '/api/imports/1', 200, 404, 404),
  readRefusedRows: get('ea', '/api/imports/1/refused.csv', 200, 404, 404),
  closeYear: post(EVALUATE, ['/api/evaluation/close', { jurisdiction: 'zhuji', year: YEAR }], [200, 404, 403]),

  listUsers: get('a', '/api/users', 403, 403, 403),
  inviteUser: post(
    'a',
    ['/api/users', { name: 'new.one', displayName: '新人', role: 'viewer', scope: [] }],
    [403, 403, 403],
  ),
  changeUser: change(
    'a',
    ['PUT', '/api/users/1', { displayName: '改', role: 'viewer', scope: null, isDisabled: false, version: 9 }],
    [403, 403, 403],
  ),
  resetUser: post('a', ['/api/users/999/link'], [403, 403, 403]),

  listOwnSessions: get('signed-in', '/api/account/sessions', 200, 200, 200),
  endOwnSession: change('signed-in', ['DELETE', '/api/account/sessions/none'], [404, 404, 404]),
  changePassword: post('signed-in', ['/api/account/password', { current: 'x', password: 'y' }], [401, 401, 401]),
  signOutEverywhere: change('signed-in', ['DELETE', '/api/account/sessions'], [204, 204, 204]),
  signIn: post('anyone', ['/api/session', { name: 'none', password: 'none' }], [401, 401, 401]),
  signOut: change('anyone', ['DELETE', '/api/session'], [204, 204, 204]),
};
