import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { healthQuery, jurisdictionsQuery } from './api/queries.ts';
import { RequestError } from './api/request.ts';
import styles from './app.module.css';
import { MapScreen } from './panels/map/map-screen.tsx';
import { DossierPage } from './panels/parcel/dossier-page.tsx';
import { ParcelDrawer } from './panels/parcel/parcel-drawer.tsx';
import { Denied, NothingInScope } from './shell/denied.tsx';
import { JOB_PANELS } from './shell/jobs.ts';
import { LinkNote } from './shell/link-note.tsx';
import { Rail } from './shell/rail.tsx';
import { ReasonDialog } from './shell/reason-dialog.tsx';
import { useMayUse } from './shell/rights.ts';
import { RightsNote } from './shell/rights-note.tsx';
import { ServerFault, ServerStarts } from './shell/server-fault.tsx';
import { SessionGate } from './shell/session-gate.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { useFreshData } from './shell/use-fresh-data.ts';
import { useDocumentLanguage, useText } from './text/use-text.ts';
import { Skeleton } from './ui/parts.tsx';
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

const AccountPage = lazy(async () => ({ default: (await import('./panels/account/account-page.tsx')).AccountPage }));
const AdminPage = lazy(async () => ({ default: (await import('./panels/users/admin-page.tsx')).AdminPage }));
const ComparePage = lazy(async () => ({ default: (await import('./panels/scenarios/compare-page.tsx')).ComparePage }));
const ScenarioPage = lazy(async () => ({
  default: (await import('./panels/scenarios/scenario-page.tsx')).ScenarioPage,
}));

/** Who may see it, then the page that the address names. */
export function App() {
  useDocumentLanguage();
  return (
    <SessionGate>
      <RoutedPage />
      <ReasonDialog />
    </SessionGate>
  );
}

function RoutedPage() {
  const route = currentRoute();
  if (route.page === 'dossier') return <DossierPage code={route.code} />;
  if (route.page === 'scenario') return <ScenarioRoute id={route.id} />;
  if (route.page === 'account')
    return (
      <PlainPage>
        <AccountPage />
      </PlainPage>
    );
  if (route.page === 'admin')
    return (
      <PlainPage>
        <AdminPage part={route.part} />
      </PlainPage>
    );
  return (
    <ServerGate>
      <LandPage />
    </ServerGate>
  );
}

/** Bar, rail, the panel of the chosen job, the map, and the dossier of the chosen parcel. */
function LandPage() {
  const { view } = useView();
  const mayUse = useMayUse();
  const { data: places } = useQuery(jurisdictionsQuery());
  const isComparing = view.job === 'zones' && view.compare.length > 1;
  const isPage = isComparing || (view.job !== 'map' && JOB_PANELS[view.job].place === 'page');
  const isHeld = !mayUse(view.job) || places?.items.length === 0;
  const hasPage = isPage || isHeld;
  // Whoever opens a page does not wait for a map; one that has been shown stays, so that it comes back at once.
  const [hasMap, setHasMap] = useState(!hasPage);
  if (!hasPage && !hasMap) setHasMap(true);
  return (
    <div className={styles.app}>
      <TopBar />
      <div className={styles.notes}>
        <LinkNote />
        <RightsNote />
      </div>
      <div className={styles.main}>
        <Rail />
        {isHeld ? (
          <main className={styles.page}>{mayUse(view.job) ? <NothingInScope /> : <Denied />}</main>
        ) : isComparing ? (
          <Comparing />
        ) : (
          view.job !== 'map' && <JobPanel job={view.job} />
        )}
        <main className={styles.map} hidden={hasPage}>
          {hasMap && <MapScreen />}
        </main>
        {view.sel !== null && !hasPage && (
          <aside className={styles.drawer}>
            <ParcelDrawer code={view.sel} />
          </aside>
        )}
      </div>
    </div>
  );
}

/** A page that is not about land: the bar and the rail around it. */
function PlainPage({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.app}>
      <TopBar />
      <div className={styles.main}>
        <Rail />
        <main className={styles.page}>
          <Suspense fallback={<PanelWait />}>{children}</Suspense>
        </main>
      </div>
    </div>
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
  useFreshData();
  const health = useQuery(healthQuery());
  const places = useQuery(jurisdictionsQuery());
  const isStarting = health.error instanceof RequestError && health.error.kind === 'starting';
  if (places.data) return children;
  if (isStarting) return <ServerStarts />;
  if (places.error) return <ServerFault error={places.error} onRetry={() => void places.refetch()} />;
  return children;
}
