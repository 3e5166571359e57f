import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useCurrent } from '../../api/current.ts';
import { parcelQuery } from '../../api/queries.ts';
import { explain, useText } from '../../text/use-text.ts';
import { IconButton, LinkButton } from '../../ui/button.tsx';
import { PanelHead } from '../../ui/panel.tsx';
import { ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { dossierHref } from '../../url/route.ts';
import { useView } from '../../url/view.ts';
import { DossierBody, DossierTitle } from './dossier.tsx';
import styles from './parcel-drawer.module.css';

/** Esc closes the dossier, unless something above it (a list of hits, a menu, a mode of the map) takes the key first. */
function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && onEscape();
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onEscape]);
}

/** The chosen parcel. Its code comes from the link, its facts from the server; it owns no state. */
export function ParcelDrawer({ code }: { readonly code: string }) {
  const { text } = useText();
  const { view, setView } = useView();
  const { jurisdiction, year } = useCurrent();
  const {
    data: parcel,
    error,
    refetch,
  } = useQuery(parcelQuery(jurisdiction ? code : null, jurisdiction?.code ?? null, year));
  const close = () => void setView({ sel: null });
  useEscape(close);
  const page = dossierHref(code, { j: jurisdiction?.code ?? null, y: year, lang: view.lang });
  return (
    <>
      <PanelHead title={text.parcel.title}>
        <LinkButton kind="text" size="small" href={page} target="_blank" rel="noopener" title={text.parcel.openPage}>
          {text.parcel.print}
        </LinkButton>
        <IconButton icon="close" label={text.common.close} size="small" onClick={close} />
      </PanelHead>
      <div className={styles.body}>
        {error && !parcel ? (
          <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={() => void refetch()} />
        ) : parcel ? (
          <>
            <DossierTitle parcel={parcel} year={year} onYear={(y) => void setView({ y })} />
            <DossierBody parcel={parcel} year={year} />
          </>
        ) : (
          <DossierWait />
        )}
      </div>
    </>
  );
}

export function DossierWait() {
  return (
    <div className={styles.wait} role="status">
      <Skeleton width={220} height={24} />
      <Skeleton width={260} />
      <Skeleton height={50} />
      <Skeleton height={96} />
      <Skeleton height={200} />
    </div>
  );
}
