import { underHand, useWhatIsTried } from '../../columns/what-is-tried.ts';
import { comparatorSign } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { useView } from '../../url/view.ts';
import styles from './trial-chip.module.css';

/** Says on the map that it shows what a tried rule would find, and leads back to the rule in force. */
export function TrialChip() {
  const { text, format } = useText();
  const { setView } = useView();
  const { rules, tried, isTrying } = useWhatIsTried();
  if (!isTrying) return null;
  const { whatIf, programme } = text;
  const reset = () => {
    underHand.set(null);
    void setView({ t: [] });
  };
  return (
    <div className={styles.trials} role="status">
      {rules
        .filter(({ id }) => id in tried)
        .map((rule) => (
          <span key={rule.id} className={styles.chip}>
            {whatIf.chip(
              `${programme.indicator[rule.indicator]} ${comparatorSign(rule.comparator)} ${format.decimal(tried[rule.id] ?? rule.value)}`,
              format.decimal(rule.value),
            )}
            <button type="button" aria-label={whatIf.reset} title={whatIf.reset} onClick={reset}>
              <Icon name="close" size={14} />
            </button>
          </span>
        ))}
    </div>
  );
}
