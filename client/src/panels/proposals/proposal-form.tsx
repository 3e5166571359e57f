import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { CompactnessThumbs } from './compactness-thumbs.tsx';
import {
  NUMBER_TERMS,
  type NumberTerm,
  type ProposalTerms,
  proposalTerms,
  setTerms,
  WEIGHTS,
  wrongTerms,
} from './proposal-terms.ts';
import styles from './proposals.module.css';

const SWITCHES = ['absorb', 'keepClassA', 'controlLineOnly'] as const satisfies readonly (keyof ProposalTerms)[];
const MOST_WEIGHT = 20;

type FormProps = {
  readonly isBusy: boolean;
  readonly locks: number;
  readonly onAsk: () => void;
  /** Answers for other compactness, where there are any. */
  readonly thumbs: Parameters<typeof CompactnessThumbs>[0]['thumbs'];
};

/** What is laid down: sizes, streets, what counts, what weighs, and how compact. */
export function ProposalForm({ isBusy, locks, onAsk, thumbs }: FormProps) {
  const { text, format } = useText();
  const words = text.proposals;
  const terms = proposalTerms.use();
  const wrong = wrongTerms(terms);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong.length === 0 && !isBusy) onAsk();
      }}
    >
      <div className={styles.numbers}>
        {NUMBER_TERMS.map((name: NumberTerm) => (
          <label key={name}>
            {words.terms[name]}
            <input
              inputMode="decimal"
              value={terms[name]}
              aria-invalid={wrong.includes(name)}
              onChange={({ target }) => setTerms({ [name]: target.value })}
            />
          </label>
        ))}
      </div>
      <div className={styles.switches}>
        {SWITCHES.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={terms[name]}
              onChange={({ target }) => setTerms({ [name]: target.checked })}
            />
            {words.switches[name]}
          </label>
        ))}
      </div>
      <label className={styles.compactness}>
        <span>
          {words.compactness} <small>{words.loose}</small>
        </span>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          value={terms.compactness}
          onChange={({ target }) => setTerms({ compactness: Number(target.value) })}
        />
        <small>{words.compact}</small>
      </label>
      <CompactnessThumbs thumbs={thumbs} />
      <details className={styles.weights}>
        <summary>{words.weights}</summary>
        {WEIGHTS.map((name) => (
          <label key={name}>
            {words.weight[name]}
            <input
              type="range"
              min="0"
              max={MOST_WEIGHT}
              step="1"
              value={terms.weights[name]}
              onChange={({ target }) => setTerms({ weights: { ...terms.weights, [name]: Number(target.value) } })}
            />
            <output>{terms.weights[name]}</output>
          </label>
        ))}
      </details>
      {wrong.length > 0 && <p className={styles.wrong}>{words.wrong}</p>}
      <div className={styles.ask}>
        <small>{locks > 0 ? words.locks(format.number(locks)) : words.noLocks}</small>
        <Button kind="primary" type="submit" disabled={isBusy || wrong.length > 0}>
          {words.ask}
        </Button>
      </div>
    </form>
  );
}
