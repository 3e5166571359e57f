import type { ZoneMeasure, ZoneParcel } from '@yima-guandi/server/contract';
import { setHovered, useHovered } from '../../map/hovered.ts';
import { groupCode } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { ClassChip, Empty, Tag } from '../../ui/parts.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import { lockAsked } from './use-pen.ts';
import styles from './zone-lists.module.css';

const ROW_PX = 44;
const keyOf = ({ id }: ZoneParcel) => id;
const nothing = () => undefined;

/** Parcels of the zone, those that do not count last; each can be locked from here, without the map. */
export function ZoneParcelList({ measure }: { readonly measure: ZoneMeasure }) {
  const { text, format } = useText();
  const { view } = useView();
  const { rows, total } = measure.parcels;
  if (rows.length === 0) return <Empty>{text.zones.noneInside}</Empty>;
  return (
    <VirtualList
      label={text.zones.tabs.parcels}
      items={rows}
      rowHeight={ROW_PX}
      keyOf={keyOf}
      row={(parcel) => <Row parcel={parcel} />}
      current={rows.findIndex(({ code }) => code === view.sel)}
      onNearEnd={nothing}
      footer={
        <p className={styles.count} role="status">
          {text.find.countLoaded(format.number(rows.length), format.number(total))}
        </p>
      }
    />
  );
}

function Row({ parcel }: { readonly parcel: ZoneParcel }) {
  const { text, format } = useText();
  const words = text.zones;
  const isHovered = useHovered() === parcel.id;
  const holder = parcel.ownerName === parcel.name ? null : parcel.ownerName;
  const place = parcel.isCounted ? holder : words.notCounted;
  return (
    <div className={cx(styles.row, isHovered && styles.hovered, !parcel.isCounted && styles.outside)}>
      <ViewLink
        patch={{ sel: parcel.code }}
        onMouseEnter={() => setHovered(parcel.id)}
        onMouseLeave={() => setHovered(null)}
        onFocus={() => setHovered(parcel.id)}
        onBlur={() => setHovered(null)}
      >
        <ClassChip value={parcel.class} />
        <span className={styles.name}>
          <span>{parcel.name ?? groupCode(parcel.code)}</span>
          <small>
            {parcel.lock && <Tag slim>{words.locked[parcel.lock]}</Tag>} {place ?? parcel.townName}
          </small>
        </span>
        <span className={styles.share}>{format.percent(parcel.shareInside, 0)}</span>
        <b>{format.muExact(parcel.isCounted ? parcel.muHundredths : parcel.wholeMuHundredths)}</b>
      </ViewLink>
      <IconButton
        icon="lock"
        size="small"
        label={words.lockOf(parcel.name ?? groupCode(parcel.code))}
        onClick={() => lockAsked.set(parcel.id)}
      />
    </div>
  );
}

/** Who has to be brought together: each right-holder with its land and when its terms end. */
export function ZoneOwnerList({ measure }: { readonly measure: ZoneMeasure }) {
  const { text, format } = useText();
  const { rows, rest } = measure.owners;
  const words = text.zones;
  if (rows.length === 0) return <Empty>{words.noneInside}</Empty>;
  return (
    <div className={styles.owners}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.tabs.owners}</th>
            <th scope="col">{words.columns.parcels}</th>
            <th scope="col">{words.units.mu}</th>
            <th scope="col">{words.termEnds}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((owner) => (
            <tr key={owner.creditCode ?? owner.name ?? '-'}>
              <th scope="row">{owner.name ?? words.ownerUnknown}</th>
              <td>{format.number(owner.parcels)}</td>
              <td>{format.muExact(owner.muHundredths)}</td>
              <td>
                {owner.earliestTermEndsOn?.slice(0, 7) ?? text.common.noData}
                {owner.latestTermEndsOn !== owner.earliestTermEndsOn && ` – ${owner.latestTermEndsOn?.slice(0, 7)}`}
              </td>
            </tr>
          ))}
          {rest.owners > 0 && (
            <tr>
              <th scope="row">{words.ownersRest(format.number(rest.owners))}</th>
              <td>{format.number(rest.parcels)}</td>
              <td>{format.muExact(rest.muHundredths)}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
