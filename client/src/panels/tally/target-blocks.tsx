import type { Tally } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { Explain } from '../../ui/explain.tsx';
import { Tag } from '../../ui/parts.tsx';
import { barScale, StageDot, TargetBar } from '../../ui/target-bar.tsx';
import { ViewLink } from '../../url/view-link.tsx';
import { cover } from './cover.ts';
import { behindNumber } from './tally-rows.ts';
import styles from './target-blocks.module.css';

type LandTarget = Tally['targets'][number];
const HUNDREDTHS_PER_MU = 100;
const onlyPotential = (potential: number) => ({ done: 0, doing: 0, planned: 0, potential });

/** The programme's land targets side by side, then areas to read any place against. Unlike measures are never added. */
export function TargetBlocks({ tally }: { readonly tally: Tally }) {
  const { text } = useText();
  return (
    <section className={styles.blocks} aria-label={text.tally.target}>
      {tally.targets.map((target) => (
        <TargetBlock key={target.id} target={target} tally={tally} />
      ))}
      <ReferenceBlock tally={tally} />
    </section>
  );
}

function TargetBlock({ target, tally }: { readonly target: LandTarget; readonly tally: Tally }) {
  const { text, format } = useText();
  const { tally: words, programme } = text;
  const potential = tally.total.potential.muHundredths;
  const goal = programme.targetValue[target.comparator](`${format.mu(target.muHundredths)} ${text.common.units.mu}`);
  const { isCut } = barScale(onlyPotential(potential), target.muHundredths);
  const isOutside = tally.year < target.from || tally.year > target.to;
  return (
    <div className={styles.block}>
      <div className={styles.line}>
        <h3>
          {programme.measure[target.measure as keyof typeof programme.measure]} · {programme.basis[target.basis]}
        </h3>
        <Explain of="target" />
        <span className={styles.goal}>
          {words.target} {goal}
        </span>
      </div>
      <div className={styles.line}>
        <ViewLink
          className={styles.lead}
          patch={behindNumber({ by: 'town', part: 'potential' })}
          title={words.potentialHint}
        >
          {format.mu(potential)} <small>{words.potentialUnit}</small>
        </ViewLink>
        <Tag title={words.registerOffHint}>{words.registerOff}</Tag>
      </div>
      <TargetBar
        label={`${words.potential} ${format.mu(potential)} ${text.common.units.mu}, ${goal}`}
        areas={onlyPotential(potential)}
        target={target.muHundredths}
      />
      <div className={styles.line}>
        <ViewLink className={styles.stage} patch={behindNumber({ by: 'town', part: 'potential' })}>
          <StageDot stage="potential" />
          {words.potential} {format.muExact(potential)}
          {isCut && words.overScale}
        </ViewLink>
        <span className={styles.stage}>
          {words.perTarget(format.percent(potential / target.muHundredths))} <Explain of="targetShare" />
        </span>
      </div>
      <p className={styles.source} title={target.clause.paraphrase}>
        {programme.years(target.from, target.to)} ·{' '}
        <span lang="zh-CN">{programme.clauseOf(target.clause.document, target.clause.number)}</span>
        {isOutside && ` · ${words.outsideTerm(tally.year)}`}
      </p>
    </div>
  );
}

function ReferenceBlock({ tally }: { readonly tally: Tally }) {
  const { text, format } = useText();
  const { tally: words } = text;
  const potential = tally.total.potential.muHundredths;
  const say = (mu: number): string => {
    const covered = cover(potential, mu * HUNDREDTHS_PER_MU);
    return covered.kind === 'times'
      ? words.covers.times(format.number(covered.times, 2))
      : words.covers.share(format.percent(covered.ratio));
  };
  const hasTargets = tally.targets.length > 0;
  return (
    <div className={styles.block}>
      <div className={styles.line}>
        <h3>{words.reference}</h3>
        <span className={styles.goal}>{words.referenceHint}</span>
      </div>
      {!hasTargets && (
        <p className={styles.source}>{tally.programmeId === null ? words.noProgramme : words.noTargets}</p>
      )}
      <ul className={styles.references}>
        {tally.referenceMu.map((mu) => (
          <li key={mu}>
            <span>{format.muInText(mu * HUNDREDTHS_PER_MU)}</span>
            <TargetBar label={say(mu)} areas={onlyPotential(potential)} target={mu * HUNDREDTHS_PER_MU} />
            <b>{say(mu)}</b>
          </li>
        ))}
      </ul>
      {tally.targets.length > 1 && <p className={styles.source}>{words.sharedPotential}</p>}
    </div>
  );
}
