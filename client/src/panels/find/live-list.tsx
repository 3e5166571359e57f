import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useCurrent } from '../../api/current.ts';
import { parcelAtQuery } from '../../api/queries.ts';
import type { Answer, ColumnRow } from '../../columns/question.ts';
import { groupCode } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { Empty } from '../../ui/parts.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import styles from './found-list.module.css';
import { ParcelRow, ROW_PX } from './parcel-row.tsx';

const keyOf = (row: ColumnRow) => row.id;

type LiveListProps = {
  readonly list: Answer['list'];
  readonly empty: string;
  /** Asks for more rows than are listed. */
  readonly onMore: () => void;
};

/** Parcels as the columns list them, in the same frame as the slider. Names follow when the rows are seen. */
export function LiveList({ list, empty, onMore }: LiveListProps) {
  const { text, format } = useText();
  const { rows, total } = list;
  const more = useCallback(() => {
    if (rows.length < total.parcels) onMore();
  }, [rows.length, total.parcels, onMore]);
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  return (
    <VirtualList
      label={text.find.list}
      items={rows}
      rowHeight={ROW_PX}
      keyOf={keyOf}
      row={(row) => <NamedRow row={row} />}
      current={-1}
      onNearEnd={more}
      footer={
        <p className={styles.count} role="status">
          {text.find.countLoaded(format.number(rows.length), format.number(total.parcels))}
        </p>
      }
    />
  );
}

function NamedRow({ row }: { readonly row: ColumnRow }) {
  const { jurisdiction, year } = useCurrent();
  const { data } = useQuery(parcelAtQuery(row.id, year));
  const town = jurisdiction?.towns.find(({ code }) => code === row.town)?.name ?? null;
  return (
    <ParcelRow
      parcel={{
        ...row,
        code: data?.code ?? null,
        name: data ? (data.name ?? groupCode(data.code)) : null,
        place: [town, row.park].filter((part) => part !== null).join(' · '),
      }}
    />
  );
}
