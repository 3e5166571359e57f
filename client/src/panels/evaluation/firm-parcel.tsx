import { useQuery } from '@tanstack/react-query';
import { searchQuery } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';
import { ViewLink } from '../../url/view-link.tsx';
import styles from './explanation.module.css';

type FirmParcelProps = { readonly creditCode: string; readonly jurisdiction: string };

/** Leads from an enterprise to the parcel that it stands on. */
export function FirmParcel({ creditCode, jurisdiction }: FirmParcelProps) {
  const { evaluation: words } = useText().text;
  const { data } = useQuery(searchQuery(creditCode, jurisdiction));
  if (!data) return null;
  const parcel = data.items.find(({ kind, parcelCode }) => kind === 'enterprise' && parcelCode !== null)?.parcelCode;
  if (!parcel) return <p className={styles.quiet}>{words.noParcel}</p>;
  return (
    <p>
      <ViewLink className={styles.link} patch={{ job: 'map', sel: parcel, c: null }}>
        {words.openParcel}
      </ViewLink>
    </p>
  );
}
