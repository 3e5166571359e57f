import { useQueries } from '@tanstack/react-query';
import type { ParcelDetail, ProgrammeRule } from '@yima-guandi/server/contract';
import { FINDING_KINDS } from '@yima-guandi/server/domain';
import { programmeQuery } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { inclusiveWords, ruleScope, ruleWords } from '../programme/rule-words.ts';
import styles from './dossier.module.css';
import { observedWords } from './finding-words.ts';

type Finding = ParcelDetail['findings'][number];

const inOrder = (findings: readonly Finding[]) =>
  [...findings].sort((a, b) => FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind));

/** A rule on projects keeps a finding for each stage, whose id begins with its own. */
const madeBy = (finding: Finding) => (rule: ProgrammeRule) =>
  rule.id === finding.ruleId || ('projectsOfYears' in rule && finding.ruleId.startsWith(`${rule.id}-`));

/** What was found, by which values, rule and clause, and in which version of the programme. */
export function Findings({ parcel }: { readonly parcel: ParcelDetail }) {
  const { text } = useText();
  const ids = [...new Set(parcel.findings.flatMap(({ programmeId }) => programmeId ?? []))];
  const replies = useQueries({ queries: ids.map((id) => programmeQuery(id)) });
  if (parcel.findings.length === 0) return <p className={styles.nothing}>{text.parcel.noFindings}</p>;
  const programmes = replies.flatMap(({ data }) => data ?? []);
  return (
    <ul>
      {inOrder(parcel.findings).map((finding) => {
        const programme = programmes.find(({ id }) => id === finding.programmeId);
        return (
          <OneFinding
            key={`${finding.ruleId}-${finding.year}`}
            finding={finding}
            rule={programme?.rules.find(madeBy(finding))}
            version={programme?.version ?? null}
          />
        );
      })}
    </ul>
  );
}

type OneFindingProps = {
  readonly finding: Finding;
  readonly rule: ProgrammeRule | undefined;
  readonly version: number | null;
};

function OneFinding({ finding, rule, version }: OneFindingProps) {
  const { text, format } = useText();
  const { programme: words } = text;
  const said =
    rule &&
    [ruleWords(text, rule), inclusiveWords(text, rule), ...ruleScope(text, rule)]
      .filter((each) => each !== '')
      .join(' · ');
  return (
    <li className={styles.finding}>
      <i aria-hidden="true" className={cx(styles.mark, styles[finding.kind])} />
      <div>
        {text.common.findings[finding.kind]} · {observedWords(finding, { text, format })}
        <small title={finding.clause.paraphrase}>
          <span lang="zh-CN">
            {finding.clause.document} {finding.clause.number}
          </span>{' '}
          · {text.parcel.yearOf(finding.year)}
          {version !== null && ` · ${words.version(version)}`}
          {finding.kind === 'suspected-idle' && ` · ${text.parcel.toVerify}`}
        </small>
        <details className={styles.basis}>
          <summary>{text.parcel.basisOf}</summary>
          {said && (
            <p>
              {words.rule} {said}
            </p>
          )}
          <p>
            {words.clause}{' '}
            <span lang="zh-CN">
              {finding.clause.document} {finding.clause.number}：{finding.clause.paraphrase}
            </span>
          </p>
        </details>
      </div>
    </li>
  );
}
