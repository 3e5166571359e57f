import { PAPER_WORDS } from '@yima-guandi/server/contract';
import { access } from './zh/access.ts';
import { audit } from './zh/audit.ts';
import { common } from './zh/common.ts';
import { constraints } from './zh/constraints.ts';
import { evaluation } from './zh/evaluation.ts';
import { explain } from './zh/explain.ts';
import { find } from './zh/find.ts';
import { imports } from './zh/imports.ts';
import { map } from './zh/map.ts';
import { method } from './zh/method.ts';
import { occupancy } from './zh/occupancy.ts';
import { parcel } from './zh/parcel.ts';
import { problem } from './zh/problem.ts';
import { programme } from './zh/programme.ts';
import { proposals } from './zh/proposals.ts';
import { register } from './zh/register.ts';
import { scenarios } from './zh/scenarios.ts';
import { search } from './zh/search.ts';
import { shell } from './zh/shell.ts';
import { tally } from './zh/tally.ts';
import { whatIf } from './zh/what-if.ts';
import { zones } from './zh/zones.ts';

/** Every word the user reads, in Chinese: the measure of completeness for the other languages. */
export const zh = {
  access,
  audit,
  common,
  constraints,
  evaluation,
  explain,
  /** Conditions of a filter are said on the screen as on paper. */
  filter: PAPER_WORDS,
  find,
  imports,
  map,
  method,
  occupancy,
  parcel,
  problem,
  programme,
  proposals,
  register,
  scenarios,
  search,
  shell,
  tally,
  whatIf,
  zones,
};
export type Text = typeof zh;
