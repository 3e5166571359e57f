import type { Proposal } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { proposalTerms, setTerms } from './proposal-terms.ts';
import styles from './proposals.module.css';

export type Thumb = { readonly compactness: number; readonly proposal: Proposal | null };

const SIZE = 100;
const MARGIN = 6;

/** Small pictures of what looser and tighter zones would be: each dot is a parcel; a click takes that compactness. */
export function CompactnessThumbs({ thumbs }: { readonly thumbs: readonly Thumb[] }) {
  const { text, format } = useText();
  const { compactness } = proposalTerms.use();
  if (thumbs.length === 0) return null;
  const all = thumbs.flatMap(({ proposal }) => proposal?.zones.flatMap(({ centers }) => centers) ?? []);
  const place = placer(all);
  return (
    <div className={styles.thumbs}>
      {thumbs.map((thumb) => (
        <button
          key={thumb.compactness}
          type="button"
          className={cx(thumb.compactness === compactness && styles.chosenThumb)}
          aria-pressed={thumb.compactness === compactness}
          onClick={() => setTerms({ compactness: thumb.compactness })}
        >
          <svg viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
            {thumb.proposal?.zones.map(({ parcelIds, centers }) => (
              <path
                key={parcelIds[0]}
                d={centers.map((center) => `M${place(center)}h0`).join('')}
                strokeLinecap="round"
              />
            ))}
          </svg>
          <small>
            {thumb.proposal
              ? text.proposals.thumb(
                  format.ratio(thumb.compactness),
                  format.number(thumb.proposal.zones.length),
                  format.mu(thumb.proposal.sums.freedMuHundredths),
                )
              : text.proposals.thumbWait}
          </small>
        </button>
      ))}
    </div>
  );
}

type Position = readonly [number, number];

/** Degrees to the square of a thumbnail, the same for all of them. */
function placer(all: readonly Position[]): (at: Position) => string {
  const [lngs, lats] = [all.map(([lng]) => lng), all.map(([, lat]) => lat)];
  const [west, south] = [Math.min(...lngs), Math.min(...lats)];
  const stretch = Math.cos((south * Math.PI) / 180);
  const span = Math.max((Math.max(...lngs) - west) * stretch, Math.max(...lats) - south, 1e-9);
  const room = SIZE - 2 * MARGIN;
  return ([lng, lat]) =>
    `${(MARGIN + (((lng - west) * stretch) / span) * room).toFixed(1)} ${(SIZE - MARGIN - ((lat - south) / span) * room).toFixed(1)}`;
}
