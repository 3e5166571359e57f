import { useState } from 'react';
import type { Answer } from '../../columns/question.ts';
import { linkOf, underHand, type WhatIsTried } from '../../columns/what-is-tried.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/choices.tsx';
import { Tag } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import { ruleScope } from '../programme/rule-words.ts';
import { SavedWhatIfs } from './saved-what-ifs.tsx';
import styles from './threshold-section.module.css';
import { ThresholdSlider } from './threshold-slider.tsx';

type ThresholdSectionProps = {
  readonly whatIsTried: WhatIsTried;
  readonly answer: Answer | null;
  readonly hasFailed: boolean;
};

/** A slider for each low-efficiency rule in force, one at a time, and what is being tried. */
export function ThresholdSection({ whatIsTried, answer, hasFailed }: ThresholdSectionProps) {
  const { text } = useText();
  const { whatIf } = text;
  const [chosen, setChosen] = useState<string | null>(null);
  const { rules } = whatIsTried;
  const rule = rules.find(({ id }) => id === chosen) ?? rules.find(({ id }) => id in whatIsTried.tried) ?? rules[0];
  if (!rule) return null;
  return (
    <section className={styles.section} aria-label={text.find.rules}>
      {rules.length > 1 && (
        <div className={styles.rules}>
          <Segmented
            label={whatIf.rules}
            value={rule.id}
            choices={rules.map((each) => ({ value: each.id, label: ruleScope(text, each).join(' · ') || each.id }))}
            onChoose={setChosen}
          />
        </div>
      )}
      <ThresholdSlider
        key={rule.id}
        rule={rule}
        whatIsTried={whatIsTried}
        profile={answer?.profiles.find(({ ruleId }) => ruleId === rule.id) ?? null}
        targetMuHundredths={answer?.question.targetMuHundredths ?? null}
        trial={whatIsTried.isTrying ? <TrialLine /> : null}
        acts={<SavedWhatIfs whatIsTried={whatIsTried} />}
      />
      <TrialTrouble whatIsTried={whatIsTried} hasFailed={hasFailed} />
    </section>
  );
}

/** Says that the figures are not those of the rule in force, and leads back to it. */
function TrialLine() {
  const { text } = useText();
  const { setView } = useView();
  const { whatIf } = text;
  const reset = () => {
    underHand.set(null);
    void setView({ t: [] });
  };
  return (
    <>
      <Tag tone="primary" slim>
        {whatIf.trial}
      </Tag>
      <span className={styles.words} title={whatIf.notInForce}>
        {whatIf.notInForceShort}
      </span>
      <Button kind="text" size="small" onClick={reset}>
        {whatIf.reset}
      </Button>
    </>
  );
}

/** What keeps a threshold from being tried. */
function TrialTrouble({ whatIsTried, hasFailed }: Pick<ThresholdSectionProps, 'whatIsTried' | 'hasFailed'>) {
  const { text } = useText();
  const { setView } = useView();
  const { whatIf } = text;
  const { gone, tried } = whatIsTried;
  if (gone.length > 0)
    return (
      <div className={styles.trouble} role="status">
        <span className={styles.words}>{whatIf.gone(gone.join(' '))}</span>
        <Button kind="text" size="small" onClick={() => void setView({ t: linkOf(tried) })}>
          {whatIf.drop}
        </Button>
      </div>
    );
  return hasFailed ? (
    <div className={styles.trouble} role="status">
      <span className={styles.words}>{whatIf.failed}</span>
    </div>
  ) : null;
}
