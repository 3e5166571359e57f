import type { EnterpriseExplanation } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { Explain } from '../../ui/explain.tsx';
import { ClassChip, Tag } from '../../ui/parts.tsx';
import styles from './explanation.module.css';
import { reachWords, valueWords } from './method-words.ts';

type Part = { readonly explanation: EnterpriseExplanation };

/** The score and its rank, a veto, why there is no class, and the smallest change that would lift it one. */
export function ExplanationEnd({ explanation }: Part) {
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
      <Unrated explanation={explanation} />
      <Lift explanation={explanation} />
      {marks.length > 0 && (
        <p className={styles.quiet} lang="zh-CN">
          {words.marks}：{marks.join(' · ')}
        </p>
      )}
      {undecided.length > 0 && <p className={styles.quiet}>{words.undecided(undecided.join(' · '))}</p>}
      <p className={styles.quiet}>
        {words.methodOf(`${words.version(method.version)} ${method.name}`, year)}
        {explanation.group !== null && ` · ${explanation.group}`}
      </p>
    </div>
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
