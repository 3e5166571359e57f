import { access } from './en/access.ts';
import { audit } from './en/audit.ts';
import { common } from './en/common.ts';
import { constraints } from './en/constraints.ts';
import { evaluation } from './en/evaluation.ts';
import { explain } from './en/explain.ts';
import { filter } from './en/filter.ts';
import { find } from './en/find.ts';
import { imports } from './en/imports.ts';
import { map } from './en/map.ts';
import { method } from './en/method.ts';
import { occupancy } from './en/occupancy.ts';
import { parcel } from './en/parcel.ts';
import { problem } from './en/problem.ts';
import { programme } from './en/programme.ts';
import { proposals } from './en/proposals.ts';
import { register } from './en/register.ts';
import { scenarios } from './en/scenarios.ts';
import { search } from './en/search.ts';
import { shell } from './en/shell.ts';
import { tally } from './en/tally.ts';
import { whatIf } from './en/what-if.ts';
import { zones } from './en/zones.ts';
import type { Text } from './zh.ts';

/** Every word the user reads, in English: a key that is missing here does not compile. */
export const en: Text = {
  access,
  audit,
  common,
  constraints,
  evaluation,
  explain,
  filter,
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
