import { PARCEL_ORDERS } from '@yima-guandi/server/contract';
import { useCurrent } from '../../api/current.ts';
import type { ParcelListing } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';
import { Select } from '../../ui/choices.tsx';
import { NOT_KNOWN } from '../../url/filter.ts';
import { useView } from '../../url/view.ts';
import styles from './find-panel.module.css';

type Order = NonNullable<ParcelListing['order']>;
type PlaceChoiceProps = { readonly order: Order; readonly onOrder: (order: Order) => void };

/** Town, park and order of the list. Choosing a town offers its own parks only. */
export function PlaceChoice({ order, onOrder }: PlaceChoiceProps) {
  const { text } = useText();
  const { view, setView } = useView();
  const { jurisdiction } = useCurrent();
  const { find } = text;
  const parks = (jurisdiction?.parks ?? []).filter(
    (park) => view.town === null || park.townCode === null || park.townCode === view.town,
  );
  const unknownTown = view.town === NOT_KNOWN ? [{ value: NOT_KNOWN, label: find.townUnknown }] : [];
  return (
    <div className={styles.place}>
      <Select
        look="small"
        label={find.town}
        value={view.town ?? ''}
        options={[
          { value: '', label: find.allTowns },
          ...(jurisdiction?.towns ?? []).map((town) => ({ value: town.code, label: town.name })),
          ...unknownTown,
        ]}
        onChoose={(town) => void setView({ town: town || null, park: null })}
      />
      <Select
        look="small"
        label={find.park}
        value={view.park ?? ''}
        options={[
          { value: '', label: find.allParks },
          ...parks.map((park) => ({ value: park.name, label: park.name })),
          { value: NOT_KNOWN, label: find.outsidePark },
        ]}
        onChoose={(park) => void setView({ park: park || null })}
      />
      <Select
        look="small"
        label={find.order}
        value={order}
        options={PARCEL_ORDERS.map((each) => ({ value: each, label: find.orders[each] }))}
        onChoose={onOrder}
      />
    </div>
  );
}
