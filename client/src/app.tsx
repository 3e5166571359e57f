import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { healthQuery, jurisdictionsQuery } from './api/queries.ts';
import { RequestError } from './api/request.ts';
import styles from './app.module.css';
import { MapScreen } from './panels/map/map-screen.tsx';
import { DossierPage } from './panels/parcel/dossier-page.tsx';
import { ParcelDrawer } from './panels/parcel/parcel-drawer.tsx';
import { JOB_PANELS } from './shell/jobs.ts';
import { LinkNote } from './shell/link-note.tsx';
import { Rail } from './shell/rail.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { useFreshData } from './shell/use-fresh-data.ts';
import { explain, useDocumentLanguage, useText } from './text/use-text.ts';
import { Mark } from './ui/icon.tsx';
import { ErrorNote, Skeleton } from './ui/parts.tsx';
import { SheetGrip, sheetHeight } from './ui/sheet-grip.tsx';
import { currentRoute } from './url/route.ts';
import { type Job, useView } from './url/view.ts';

const PANELS = {
  find: lazy(JOB_PANELS.find.load),
  evaluation: lazy(JOB_PANELS.evaluation.load),
  zones: lazy(JOB_PANELS.zones.load),
  tally: lazy(JOB_PANELS.tally.load),
  imports: lazy(JOB_PANELS.imports.load),
  programme: lazy(JOB_PANELS.programme.load),
};

const ComparePage = lazy(async () => ({ default: (await import('./panels/scenarios/compare-page.tsx')).ComparePage }));
const ScenarioPage = lazy(async () => ({
  default: (await import('./panels/scenarios/scenario-page.tsx')).ScenarioPage,
}));

/** The whole page: bar, rail, the panel of the chosen job, the map, and the dossier of the chosen parcel. */
export function App() {
  useDocumentLanguage();
  const route = currentRoute();
  const { view } = useView();
  const isComparing = view.job === 'zones' && view.compare.length > 1;
  const isPage = isComparing || (view.job !== 'map' && JOB_PANELS[view.job].place === 'page');
  // Whoever opens a page does not wait for a map; one that has been shown stays, so that it comes back at once.
  const [hasMap, setHasMap] = useState(!isPage);
  if (!isPage && !hasMap) setHasMap(true);
  if (route.page === 'dossier') return <DossierPage code={route.code} />;
  if (route.page === 'scenario') return <ScenarioRoute id={route.id} />;
  return (
    <ServerGate>
      <div className={styles.app}>
        <TopBar />
        <LinkNote />
        <div className={styles.main}>
          <Rail />
          {isComparing ? <Comparing /> : view.job !== 'map' && <JobPanel job={view.job} />}
          <main className={styles.map} hidden={isPage}>
            {hasMap && <MapScreen />}
          </main>
          {view.sel !== null && !isPage && (
            <aside className={styles.drawer}>
              <ParcelDrawer code={view.sel} />
            </aside>
          )}
        </div>
      </div>
    </ServerGate>
  );
}

/** Scenarios side by side stand in the place of the map and of the panel. */
function Comparing() {
  const { text } = useText();
  return (
    <main className={styles.page} aria-label={text.scenarios.title}>
      <Suspense fallback={<PanelWait />}>
        <ComparePage />
      </Suspense>
    </main>
  );
}

const ScenarioRoute = ({ id }: { readonly id: number }) => (
  <Suspense fallback={<PanelWait />}>
    <ScenarioPage id={id} />
  </Suspense>
);

function JobPanel({ job }: { readonly job: Exclude<Job, 'map'> }) {
  const Panel = PANELS[job];
  const { text } = useText();
  const { place } = JOB_PANELS[job];
  const Place = place === 'page' ? 'main' : 'section';
  const height = sheetHeight.use();
  return (
    <Place className={styles[place]} data-height={height} aria-label={text.shell.jobs[job]}>
      {place === 'panel' && <SheetGrip label={text.shell.pull} />}
      <Suspense fallback={<PanelWait />}>
        <Panel />
      </Suspense>
    </Place>
  );
}

function PanelWait() {
  return (
    <div className={styles.panelWait}>
      <Skeleton width={120} height={24} />
      <Skeleton height={72} />
      <Skeleton height={44} />
      <Skeleton height={44} />
    </div>
  );
}

/** Holds the page back while the server is starting, and says so. Any other failure is shown where it happens. */
function ServerGate({ children }: { readonly children: React.ReactNode }) {
  const { text } = useText();
  useFreshData();
  const health = useQuery(healthQuery());
  const places = useQuery(jurisdictionsQuery());
  const isStarting = health.error instanceof RequestError && health.error.kind === 'starting';
  if (isStarting && !places.data) {
    return (
      <div className={styles.waiting} role="status">
        <Mark />
        <strong>{text.common.starting}</strong>
        <p>{text.common.startingNote}</p>
      </div>
    );
  }
  if (places.error && !places.data) {
    return (
      <div className={styles.waiting}>
        <Mark />
        <ErrorNote
          message={explain(text, places.error)}
          retry={text.common.retry}
          onRetry={() => void places.refetch()}
        />
      </div>
    );
  }
  return children;
}
