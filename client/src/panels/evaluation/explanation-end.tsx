import type { EnterpriseExplanation } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { Explain } from '../../ui/explain.tsx';
import { ClassChip, Tag } from '../../ui/parts.tsx';
import { ViewLink } from '../../url/view-link.tsx';
import styles from './explanation.module.css';
import { FirmParcel } from './firm-parcel.tsx';
import { reachWords, valueWords } from './method-words.ts';

type Part = { readonly explanation: EnterpriseExplanation };

/** The score and its rank, a veto, why there is no class, and the smallest change that would lift it one. */
export function ExplanationEnd({ explanation, isBrief }: Part & { readonly isBrief: boolean }) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const { score, rank, of, veto, classByRank, marks, undecided, method, year } = explanation;
  return (
    <div className={styles.end}>
      <p className={styles.sum}>
        <strong>
          {words.score} <Explain of="score" />
        </strong>
        <strong className={styles.total}>
          {format.number(score, 2)}
          {rank !== null && <em>{words.rankOf(format.number(rank), format.number(of))}</em>}
          <Explain of="rank" />
        </strong>
      </p>
      {veto && (
        <p>
          <Tag tone="error">{words.veto(veto.name, veto.class)}</Tag>{' '}
          {classByRank !== null && <span className={styles.quiet}>{words.byRank(classByRank)}</span>}
        </p>
      )}
      <Shared explanation={explanation} />
      <Unrated explanation={explanation} />
      <Lift explanation={explanation} />
      {!isBrief && marks.length > 0 && (
        <p className={styles.quiet} lang="zh-CN">
          {words.marks}：{marks.join(' · ')}
        </p>
      )}
      {undecided.length > 0 && <p className={styles.quiet}>{words.undecided(undecided.join(' · '))}</p>}
      {!isBrief && <FirmParcel creditCode={explanation.creditCode} jurisdiction={explanation.jurisdiction} />}
      <p className={styles.quiet} hidden={isBrief}>
        {words.methodOf(`${words.version(method.version)} ${method.name}`, year)}
        {explanation.group !== null && ` · ${explanation.group}`}
      </p>
    </div>
  );
}

/** A class that is another's, or figures that are of several. */
function Shared({ explanation: { holder, mergedFirms } }: Part) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  return (
    <>
      {holder && (
        <p className={styles.quiet}>
          {words.holder(holder.ownClass ?? words.unrated)}
          <ViewLink className={styles.link} patch={{ firm: holder.creditCode }} lang="zh-CN">
            {holder.name}
          </ViewLink>
        </p>
      )}
      {mergedFirms !== null && <p className={styles.quiet}>{words.merged(format.number(mergedFirms))}</p>}
    </>
  );
}

function Unrated({ explanation: { unrated } }: Part) {
  const { evaluation: words } = useText().text;
  if (!unrated) return null;
  const say =
    unrated.reason === 'missing'
      ? words.why.missing(unrated.missing.map((each) => words.indicators[each]).join(' · '))
      : unrated.reason === 'exempt'
        ? words.why.exempt(unrated.exemption ?? '')
        : words.why['no-land'];
  return <p className={styles.lift}>{say}</p>;
}

function Lift({ explanation: { lift, unrated } }: Part) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  if (unrated) return null;
  if (!lift.possible)
    return (
      <p className={styles.lift}>
        {words.noLift[lift.reason]} <Explain of="lift" />
      </p>
    );
  const unit = lift.indicator === 'rdRatio' ? '' : ` ${words.indicatorUnits[lift.indicator]}`;
  const from = valueWords({ format }, lift.indicator, lift.from);
  const to = reachWords({ format }, lift.indicator, lift.to);
  return (
    <p className={styles.lift}>
      <ClassChip value={lift.toClass} />
      <span>
        {words.lift(lift.toClass, words.indicators[lift.indicator], from, `${to}${unit}`)}
        <small>{words.liftScore(format.number(lift.score, 2))}</small>
      </span>
      <Explain of="lift" />
    </p>
  );
}
