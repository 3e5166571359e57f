import { useQuery } from '@tanstack/react-query';
import { useCurrent } from '../../api/current.ts';
import { tallyQuery } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { columnsAnswer } from '../../columns/columns-desk.ts';
import { useWhatIsTried } from '../../columns/what-is-tried.ts';
import { comparatorSign } from '../../text/format.ts';
import { explain, useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { barScale, StageDot, TargetBar } from '../../ui/target-bar.tsx';
import { filterText } from '../../url/filter.ts';
import { useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import styles from './bars.module.css';
import { targetOfYear } from './target-of-year.ts';

const AREA_MEASURES = ['land-freed', 'land-revitalised', 'land-upgraded'] as const;

/** Potential against the programme's target. Later stages have no figure until a register of cases exists. */
export function TargetStrip() {
  return useMay()('see-figures') ? <Strip /> : null;
}

function Strip() {
  const { text, format } = useText();
  const { view } = useView();
  const { jurisdiction, year } = useCurrent();
  const ask =
    jurisdiction && year !== null
      ? { jurisdiction: jurisdiction.code, year, by: 'class' as const, filter: filterText(view, ['off']) }
      : null;
  const { data: tally, isPlaceholderData, error, refetch } = useQuery(tallyQuery(ask));
  const { isTrying } = useWhatIsTried();
  const answer = columnsAnswer.use();
  if (jurisdiction && year === null) return null;
  if (error && !tally)
    return (
      <div className={styles.strip}>
        <ErrorNote
          message={`${text.common.notUpdated} · ${explain(text, error)}`}
          retry={text.common.retry}
          onRetry={() => void refetch()}
        />
      </div>
    );
  if (!tally || year === null)
    return (
      <div className={styles.strip}>
        <Skeleton width={260} />
        <Skeleton height={12} />
        <Skeleton width={180} />
      </div>
    );
  const { target: words } = text.shell;
  const target = targetOfYear(tally.targets, year);
  const measure = AREA_MEASURES.find((each) => each === target?.measure) ?? 'none';
  const { potential, pending } = (isTrying && answer?.strip) || tally.total;
  const areas = { done: 0, doing: 0, planned: 0, potential: potential.muHundredths };
  const { isCut } = barScale(areas, target?.muHundredths ?? null);
  const goal = target ? words.goal(comparatorSign(target.comparator), format.mu(target.muHundredths)) : words.noGoal;
  const say = ({ muHundredths, parcels }: typeof potential) =>
    `${format.mu(muHundredths)} ${text.common.units.mu} · ${format.number(parcels)} ${text.common.units.parcels}`;
  const share = target ? words.share(format.percent(potential.muHundredths / target.muHundredths, 0)) : '';
  return (
    <section className={cx(styles.strip, isPlaceholderData && styles.stale)} aria-label={words[measure]}>
      <div className={styles.line}>
        <strong>
          {words[measure]}
          {target && ` · ${words.basis[target.basis]}`}
          {isTrying && ` · ${text.whatIf.trial}`}
        </strong>
        <span className={styles.goal} title={target?.clause.paraphrase}>
          {goal}
          {target && (
            <span className={styles.clause} lang="zh-CN">
              {target.clause.document} {target.clause.number}
            </span>
          )}
        </span>
        <span className={styles.end}>{share}</span>
      </div>
      <TargetBar
        label={`${words.potential} ${format.mu(potential.muHundredths)} ${text.common.units.mu}, ${goal}`}
        areas={areas}
        target={target?.muHundredths ?? null}
      />
      <div className={styles.stages}>
        <ViewLink patch={{ job: 'find', off: [], tab: view.finding === null ? null : 'potential' }}>
          <StageDot stage="potential" />
          {words.potential} {say(potential)}
          {isCut && words.beyond}
        </ViewLink>
        <ViewLink className={styles.end} patch={{ job: 'find', off: [], tab: 'pending' }}>
          {words.pending} {say(pending)}
        </ViewLink>
      </div>
    </section>
  );
}
