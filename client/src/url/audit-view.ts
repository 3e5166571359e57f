import { AUDIT_KINDS } from '@yima-guandi/server/contract';
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';

const PARSERS = {
  kind: parseAsStringLiteral(AUDIT_KINDS),
  who: parseAsString,
  at: parseAsString,
  from: parseAsString,
  to: parseAsString,
  find: parseAsString,
  /** The entry that is open. */
  entry: parseAsInteger,
};

/** What of the record of what was done is looked at, as the link has it. */
export function useAuditView() {
  const [view, set] = useQueryStates(PARSERS, { history: 'replace' });
  return { view, setView: set };
}
export type AuditView = ReturnType<typeof useAuditView>['view'];
