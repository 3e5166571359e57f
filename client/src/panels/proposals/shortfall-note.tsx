import type { ProposalResult } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import styles from './proposals.module.css';

type ShortfallProps = { readonly shortfall: NonNullable<ProposalResult['shortfall']>; readonly targetMu: number };

/** Why the target is out of reach: how much is short, what binds, and what loosening each would give. */
export function ShortfallNote({ shortfall, targetMu }: ShortfallProps) {
  const { text, format } = useText();
  const words = text.proposals;
  const mu = (hundredths: number) => format.muExact(hundredths);
  const binding = shortfall.loosenings.filter(({ gainMuHundredths }) => gainMuHundredths > 0);
  return (
    <div className={styles.shortfall} role="status">
      <p>
        <b>
          {words.short(
            format.number(targetMu),
            mu(targetMu * 100 - shortfall.shortMuHundredths),
            mu(shortfall.shortMuHundredths),
          )}
        </b>
      </p>
      <p>{words.foundAtAll(mu(shortfall.foundMuHundredths))}</p>
      {binding.length === 0 ? (
        <p>{words.nothingHelps}</p>
      ) : (
        <ul>
          {binding.map(({ constraint, gainMuHundredths, freedMuHundredths, isEnough }) => (
            <li key={constraint}>
              {words.loosening[constraint]}
              <b>
                +{mu(gainMuHundredths)} {text.common.units.mu}
              </b>
              <small>{isEnough ? words.enough : words.reaches(mu(freedMuHundredths))}</small>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
