import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import { useCurrent } from '../../api/current.ts';
import { parcelAtQuery, parcelQuery } from '../../api/queries.ts';
import { MapCanvas } from '../../map/map-canvas.tsx';
import { theMap } from '../../map/map-state.ts';
import { revealParcel } from '../../map/motion.ts';
import { useText } from '../../text/use-text.ts';
import { useIsPhone } from '../../ui/is-phone.ts';
import type { Camera } from '../../url/camera.ts';
import { useView } from '../../url/view.ts';
import { FilterChips } from '../find/filter-chips.tsx';
import { FilterNote } from '../find/filter-note.tsx';
import { NothingHere } from '../find/nothing-here.tsx';
import { PenBanner } from '../zones/pen-banner.tsx';
import { ZoneLegend } from '../zones/zone-legend.tsx';
import { HoverCard } from './hover-card.tsx';
import { Legend } from './legend.tsx';
import styles from './map-screen.module.css';
import { MapTools } from './map-tools.tsx';
import { MeasureBanner } from './measure-banner.tsx';
import { ScaleBar } from './scale-bar.tsx';
import { SquaresNote } from './squares-note.tsx';
import { startBox } from './start-box.ts';
import { StatusBar } from './status-bar.tsx';
import { TargetStrip } from './target-strip.tsx';
import { TileTrouble } from './tile-trouble.tsx';
import { ToldByColumns } from './told-by-columns.tsx';
import { TrialChip } from './trial-chip.tsx';
import { useLook } from './use-look.ts';

/** Comes with the job that needs it: the map does not wait for it. */
const ZonesStrip = lazy(async () => ({ default: (await import('../zones/zones-strip.tsx')).ZonesStrip }));

const hasWebGl = (): boolean => document.createElement('canvas').getContext('webgl2') !== null;
const canDraw = hasWebGl();

/** The map with what floats on it, the target strip and the status bar. */
export function MapScreen() {
  const { text } = useText();
  const { view } = useView();
  const { jurisdiction, year } = useCurrent();
  // There is no room below the map of a phone: scenarios stand in the panel.
  const isPhone = useIsPhone();
  return (
    <>
      <h1 className={styles.unseen}>{text.shell.jobs.map}</h1>
      <div className={styles.view}>
        {jurisdiction && year === null && (
          <div className={styles.notice}>
            <NothingHere />
          </div>
        )}
        {canDraw ? <Canvas /> : <p className={styles.notice}>{text.map.noWebGl}</p>}
        <TileTrouble />
        <MeasureBanner />
        <PenBanner />
        <div className={styles.extras}>
          <div className={styles.chips}>
            <TrialChip />
            {/* Classes switched off are told by the legend beside them; a list of parcels has no legend of its own. */}
            <FilterChips without={view.job === 'find' ? [] : ['off']} />
            <SquaresNote />
            <ToldByColumns />
            {view.job !== 'find' && <FilterNote />}
          </div>
          <MapTools />
          {view.job === 'zones' ? <ZoneLegend /> : <Legend />}
        </div>
        <HoverCard />
        <div className={styles.corner}>
          {jurisdiction?.isSynthetic && <span className={styles.synthetic}>{text.map.synthetic}</span>}
          <ScaleBar />
        </div>
      </div>
      {view.job !== 'zones' && <TargetStrip />}
      {view.job === 'zones' && !isPhone && (
        <Suspense fallback={null}>
          <ZonesStrip />
        </Suspense>
      )}
      <StatusBar />
    </>
  );
}

function Canvas() {
  const { text } = useText();
  const { view, setView } = useView();
  const { jurisdiction, year } = useCurrent();
  const look = useLook();
  const client = useQueryClient();
  const { data: chosen } = useQuery(parcelQuery(jurisdiction ? view.sel : null, jurisdiction?.code ?? null, year));
  useReveal(chosen?.code === view.sel ? (chosen ?? null) : null, view.c !== null);
  const onCamera = useCallback((c: Camera) => void setView({ c }), [setView]);
  const onChoose = useCallback(
    (id: number | null) => {
      if (id === null) return void setView({ sel: null });
      void client.fetchQuery(parcelAtQuery(id, year)).then(({ code }) => setView({ sel: code }));
    },
    [client, setView, year],
  );
  if (!look) return null;
  return (
    <MapCanvas
      label={text.map.label}
      look={look}
      camera={view.c}
      box={jurisdiction ? startBox(jurisdiction) : null}
      isFilled
      selectedId={view.sel === null ? null : (chosen?.id ?? null)}
      onCamera={onCamera}
      onChoose={onChoose}
    />
  );
}

type Chosen = { readonly code: string; readonly box: readonly [number, number, number, number] };

/** Brings a newly chosen parcel into sight. The one that a link with a camera opens with stays where that link looks. */
function useReveal(chosen: Chosen | null, linkHasCamera: boolean): void {
  const revealed = useRef<string | null>(null);
  const isFirst = useRef(linkHasCamera);
  const map = theMap.use();
  useEffect(() => {
    if (!chosen) {
      revealed.current = null;
      return;
    }
    if (!map || revealed.current === chosen.code) return;
    revealed.current = chosen.code;
    const keep = isFirst.current;
    isFirst.current = false;
    if (keep) return;
    // The drawer takes its place first; the map is told of its new width in the next frame.
    const frame = requestAnimationFrame(() => {
      map.resize();
      revealParcel(map, chosen.box);
    });
    return () => cancelAnimationFrame(frame);
  }, [chosen, map]);
}
