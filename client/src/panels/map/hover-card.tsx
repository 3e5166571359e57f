import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { parcelAtQuery } from '../../api/queries.ts';
import { type PointerOnMap, pointer, theMap } from '../../map/map-state.ts';
import { useText } from '../../text/use-text.ts';
import { ClassChip, Skeleton } from '../../ui/parts.tsx';
import styles from './hover-card.module.css';

const REST_MS = 80;
const CARD_PX = { width: 224, height: 64, gap: 16 };

/** What the pointer has rested on for a moment; null while it moves from one thing to the next. */
function useRestingPointer(): PointerOnMap | null {
  const now = pointer.use();
  const [resting, setResting] = useState<PointerOnMap | null>(null);
  const key =
    now === null ? null : (now.parcelId ?? (now.cell ? `${now.cell.parcels}/${now.cell.muHundredths}` : null));
  useEffect(() => {
    setResting(null);
    if (key === null) return;
    const timer = setTimeout(() => setResting(pointer.get()), REST_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return resting;
}

/** Beside the pointer, but never over the edge of the map and never under the pointer. */
function placeCard({ x, y }: PointerOnMap): { left: number; top: number } {
  const { clientWidth = 0, clientHeight = 0 } = theMap.get()?.getContainer() ?? {};
  const left = Math.max(8, Math.min(x - CARD_PX.width / 2, clientWidth - CARD_PX.width - 8));
  const below = y + CARD_PX.gap + 8;
  return { left, top: below + CARD_PX.height < clientHeight ? below : Math.max(8, y - CARD_PX.height - CARD_PX.gap) };
}

/** Name, area and tax of the parcel under the pointer; counts of a square where parcels are too small to draw. */
export function HoverCard() {
  const resting = useRestingPointer();
  const { text, format } = useText();
  const { year } = useCurrent();
  const { data: parcel } = useQuery(parcelAtQuery(resting?.parcelId ?? null, year));
  if (!resting) return null;
  const { cell } = resting;
  return (
    <div className={styles.card} style={placeCard(resting)}>
      {cell ? (
        <>
          <div className={styles.name}>
            <span>{text.map.cell(format.number(cell.parcels), format.mu(cell.muHundredths))}</span>
          </div>
          <div className={styles.facts}>{text.map.cellFound(format.number(cell.found))}</div>
        </>
      ) : parcel ? (
        <>
          <div className={styles.name}>
            <ClassChip value={parcel.class} />
            <span>{parcel.name ?? parcel.code}</span>
          </div>
          <div className={styles.facts}>
            <span>
              {format.muExact(parcel.countedMuHundredths)} {text.common.units.mu}
            </span>
            <span>
              {parcel.taxPerMu10kYuan === null
                ? `${text.parcel.taxPerMu} ${text.common.noData}`
                : `${format.taxPerMu(parcel.taxPerMu10kYuan)} ${text.common.units.taxPerMu}`}
            </span>
          </div>
        </>
      ) : (
        <Skeleton width={160} height={40} />
      )}
    </div>
  );
}
