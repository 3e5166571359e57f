import { useQuery } from '@tanstack/react-query';
import type { ParcelDetail } from '@yima-guandi/server/contract';
import { useMemo } from 'react';
import { orderClasses } from '../../api/class-names.ts';
import { parcelQuery } from '../../api/queries.ts';
import type { Look } from '../../map/look.ts';
import { MapCanvas } from '../../map/map-canvas.tsx';
import { explain, useText } from '../../text/use-text.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Explain } from '../../ui/explain.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Section } from '../../ui/panel.tsx';
import { ClassChip, ErrorNote, Figure } from '../../ui/parts.tsx';
import { mapHref } from '../../url/route.ts';
import { useView } from '../../url/view.ts';
import { ScaleBar } from '../map/scale-bar.tsx';
import { CodeLine, DossierBody, YearStrip } from './dossier.tsx';
import styles from './dossier-page.module.css';
import { DossierWait } from './parcel-drawer.tsx';

/** One parcel on a page of its own: for a phone, a printed code or a sheet of paper. */
export function DossierPage({ code }: { readonly code: string }) {
  const { text } = useText();
  const { view } = useView();
  const { data: parcel, error, refetch } = useQuery(parcelQuery(code, view.j, view.y));
  const back = mapHref(code, { j: parcel?.jurisdiction ?? view.j, y: view.y, lang: view.lang });
  return (
    <main className={styles.page}>
      <header className={styles.bar}>
        <a href={back} aria-label={text.parcel.backToMap}>
          <Icon name="back" />
        </a>
        <h1>{text.parcel.title}</h1>
      </header>
      {error && !parcel ? (
        <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={() => void refetch()} />
      ) : parcel ? (
        <Sheet parcel={parcel} />
      ) : (
        <DossierWait />
      )}
      <footer className={styles.foot}>
        <LinkButton kind="primary" size="large" icon="map" href={back}>
          {text.parcel.backToMap}
        </LinkButton>
        <Button size="large" icon="print" onClick={() => window.print()}>
          {text.parcel.print}
        </Button>
      </footer>
    </main>
  );
}

function Sheet({ parcel }: { readonly parcel: ParcelDetail }) {
  const { text, format } = useText();
  const { view, setView } = useView();
  const year = view.y ?? parcel.years.at(-1)?.year ?? null;
  const figures = parcel.years.find((each) => each.year === year);
  const counting = parcel.areas.find(({ counts }) => counts);
  return (
    <>
      {year !== null && <MiniMap parcel={parcel} year={year} />}
      <Section>
        <div className={styles.name}>
          <h2 lang={parcel.name === null ? undefined : 'zh-CN'}>{parcel.name ?? text.parcel.unnamed}</h2>
          <ClassChip value={figures?.class ?? null} large />
        </div>
        <CodeLine parcel={parcel} />
        <YearStrip parcel={parcel} year={year} onYear={(y) => void setView({ y })} />
      </Section>
      <Section>
        <div className={styles.figures}>
          <Figure
            label={counting ? text.common.areaSources[counting.source] : text.common.areaSources.certified}
            value={format.muExact(counting?.muHundredths ?? null)}
            {...(counting ? { unit: text.common.units.mu } : { unknown: true })}
            explain={<Explain of="area" />}
          />
          <Figure
            label={text.parcel.taxPerMu}
            value={format.taxPerMu(figures?.taxPerMu10kYuan ?? null)}
            {...(format.isKnown(figures?.taxPerMu10kYuan) ? { unit: text.common.units.taxPerMu } : { unknown: true })}
            explain={<Explain of="taxPerMu" />}
          />
          <Figure
            label={text.parcel.far}
            value={format.ratio(parcel.farRatio)}
            unknown={parcel.farRatio === null}
            explain={<Explain of="far" />}
          />
        </div>
      </Section>
      <div className={styles.body}>
        <DossierBody parcel={parcel} year={year} />
      </div>
      {year !== null && <p className={styles.basis}>{text.parcel.basis(year, format.grouped(parcel.revision))}</p>}
    </>
  );
}

const nothing = () => undefined;

function MiniMap({ parcel, year }: { readonly parcel: ParcelDetail; readonly year: number }) {
  const { text, language } = useText();
  const look = useMemo<Look>(
    () => ({
      year,
      revision: parcel.revision,
      language,
      classes: orderClasses([parcel.years.find((each) => each.year === year)?.class ?? null]),
      off: [],
      hide: ['labels', 'findings'],
      found: [parcel.id],
      townId: null,
      parkId: null,
    }),
    [year, parcel, language],
  );
  return (
    <div className={styles.map}>
      <MapCanvas
        label={text.map.label}
        look={look}
        camera={null}
        box={parcel.box}
        selectedId={parcel.id}
        onCamera={nothing}
        onChoose={nothing}
      />
      {parcel.isSynthetic && <span className={styles.synthetic}>{text.shell.synthetic}</span>}
      <span className={styles.scale}>
        <ScaleBar />
      </span>
    </div>
  );
}
