import { setHovered, useHovered } from '../../map/hovered.ts';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { ClassChip, Skeleton } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import styles from './found-list.module.css';

export const ROW_PX = 44;

/** What a row says of a parcel. Name and code may still be on their way. */
export type RowOfParcel = {
  readonly id: number;
  readonly code: string | null;
  readonly name: string | null;
  readonly class: string | null;
  readonly place: string;
  readonly countedMuHundredths: number;
  readonly taxPerMu10kYuan: number | null;
};

/** One parcel of a list: list and map highlight each other, and it leads to its dossier. */
export function ParcelRow({ parcel }: { readonly parcel: RowOfParcel }) {
  const { text, format } = useText();
  const { view } = useView();
  const isHovered = useHovered() === parcel.id;
  const isChosen = parcel.code !== null && parcel.code === view.sel;
  return (
    <ViewLink
      patch={parcel.code === null ? {} : { sel: parcel.code }}
      className={cx(styles.row, isChosen && styles.chosen, isHovered && styles.hovered)}
      aria-current={isChosen ? 'true' : undefined}
      onMouseEnter={() => setHovered(parcel.id)}
      onMouseLeave={() => setHovered(null)}
      onFocus={() => setHovered(parcel.id)}
      onBlur={() => setHovered(null)}
    >
      <ClassChip value={parcel.class} />
      <span className={styles.name}>
        {parcel.name === null ? <Skeleton width={132} height={14} /> : <span>{parcel.name}</span>}
        <small>{parcel.place}</small>
      </span>
      {parcel.taxPerMu10kYuan === null ? (
        <span className={styles.unknown}>{text.common.noData}</span>
      ) : (
        <span className={styles.tax}>
          {format.taxPerMu(parcel.taxPerMu10kYuan, 1)} <small>{text.find.perMu}</small>
        </span>
      )}
      <b className={styles.mu}>{format.muExact(parcel.countedMuHundredths)}</b>
    </ViewLink>
  );
}
