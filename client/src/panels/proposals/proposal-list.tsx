import type { Proposal, ProposalResult } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import styles from './proposals.module.css';

type ListProps = {
  readonly result: ProposalResult;
  readonly chosen: number | null;
  readonly onChoose: (proposal: number | null) => void;
  readonly onTake: (proposal: Proposal) => void;
  readonly onShowZone: (zone: Proposal['zones'][number]) => void;
};

/** The proposals, least loss first; the chosen one opens what each of its zones is in it for. */
export function ProposalList({ result, chosen, onChoose, onTake, onShowZone }: ListProps) {
  const { text, format } = useText();
  const words = text.proposals;
  return (
    <ul className={styles.proposals} aria-label={text.zones.tabs.proposals}>
      {result.proposals.map((proposal, index) => (
        <li key={words.name(index)} className={cx(index === chosen && styles.chosen)}>
          <button
            type="button"
            className={styles.proposal}
            aria-expanded={index === chosen}
            onClick={() => onChoose(index === chosen ? null : index)}
          >
            <b>{words.name(index)}</b>
            <span>
              {format.muExact(proposal.sums.freedMuHundredths)} <small>{text.common.units.mu}</small>
            </span>
            <span>
              −{format.number(proposal.sums.tax10kYuan)} <small>{text.zones.units.tenK}</small>
            </span>
            <span>
              {format.number(proposal.sums.parcels)} <small>{text.zones.units.parcels}</small>
            </span>
          </button>
          {index === chosen && (
            <div className={styles.opened}>
              <p>
                {words.sums(
                  format.number(proposal.zones.length),
                  format.number(proposal.sums.employees),
                  format.number(proposal.sums.enterprises),
                  format.muExact(proposal.sums.goodMuHundredths),
                  format.ratio(proposal.compactness),
                )}
                {proposal.sums.unknownParcels > 0 &&
                  ` · ${text.zones.unknownOf(format.number(proposal.sums.unknownParcels))}`}
              </p>
              <ol>
                {proposal.zones.map((zone) => (
                  <li key={zone.parcelIds[0]}>
                    <button type="button" onClick={() => onShowZone(zone)}>
                      <b>
                        {format.muExact(zone.freedMuHundredths)} / {format.muExact(zone.muHundredths)}{' '}
                        {text.common.units.mu}
                      </b>
                      <span>
                        {format.number(zone.parcels)} {text.zones.units.parcels}
                      </span>
                      <small>{why(zone.reasons, result.proposals.length)}</small>
                    </button>
                  </li>
                ))}
              </ol>
              <Button kind="primary" size="small" onClick={() => onTake(proposal)}>
                {words.take}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );

  function why(reasons: Proposal['zones'][number]['reasons'], proposals: number): string {
    const { lossPerFreedMu, meanLossPerFreedMu, foundRatio, rank, lockedIn, timesChosen } = reasons;
    const cost =
      lossPerFreedMu === null || meanLossPerFreedMu === 0
        ? []
        : [words.why.cost(format.percent(lossPerFreedMu / meanLossPerFreedMu, 0), format.number(rank))];
    return [
      ...cost,
      words.why.found(format.percent(foundRatio, 0)),
      ...(lockedIn > 0 ? [words.why.locked(format.number(lockedIn))] : []),
      words.why.chosen(format.number(timesChosen), format.number(proposals)),
    ].join(words.why.join);
  }
}
