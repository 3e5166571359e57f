import type { ZoneMeasure } from '@yima-guandi/server/contract';
import { useEffect, useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { RequestError } from '../../api/request.ts';
import { pen } from '../../map/map-state.ts';
import { explain, refusalWords, useText } from '../../text/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Tabs } from '../../ui/choices.tsx';
import { useIsPhone } from '../../ui/is-phone.ts';
import { PanelHead } from '../../ui/panel.tsx';
import { Empty, ErrorNote, Skeleton, Tag } from '../../ui/parts.tsx';
import { sheetHeight } from '../../ui/sheet-grip.tsx';
import { takingState } from '../../zone/take-parcels.ts';
import { isDraftKept, openDraft, redoDraft, undoDraft, zoneDraft } from '../../zone/zone-draft.ts';
import { ProposalsTab } from '../proposals/proposals-tab.tsx';
import { LockDialog } from './lock-dialog.tsx';
import { LockLabels } from './lock-labels.tsx';
import { PenBar } from './pen-bar.tsx';
import { TargetField } from './target-field.tsx';
import { useZonePen } from './use-pen.ts';
import { useZoneMeasure } from './use-zone-measure.ts';
import { ZoneEffects } from './zone-effects.tsx';
import { ZoneFigures } from './zone-figures.tsx';
import { ZoneOwnerList, ZoneParcelList } from './zone-lists.tsx';
import { type Place, ZoneSources } from './zone-sources.tsx';
import styles from './zones-panel.module.css';
import { ZonesStrip } from './zones-strip.tsx';

const NONE: readonly number[] = [];

/** Redevelopment zones: drawn, made of parcels or proposed, and measured as the pen comes to rest. */
export function ZonesPanel() {
  const { jurisdiction, year } = useCurrent();
  const code = jurisdiction?.code ?? null;
  useEffect(() => {
    if (code !== null) openDraft(code);
  }, [code]);
  const { present: draft } = zoneDraft.use();
  const measuring = useZoneMeasure(draft);
  const { measure } = measuring;
  const counted = measure?.parcels.rows.filter(({ isCounted }) => isCounted).map(({ id }) => id) ?? NONE;
  const place = code !== null && year !== null ? { jurisdiction: code, year } : null;
  useZonePen(place, counted);
  useUndoKeys();
  useLowSheet();
  return (
    <div className={styles.panel}>
      <ZonesHead />
      <PenBar hasGround={draft.boundary !== null} />
      {place && <ZoneSources place={place} draft={draft} />}
      <TakingNote />
      {measuring.error ? (
        <MeasureError error={measuring.error} onAgain={measuring.again} />
      ) : measure ? (
        <>
          <Warnings measure={measure} />
          <ZoneFigures measure={measure} targetMu={draft.targetMu} isStale={measuring.isStale} />
        </>
      ) : draft.boundary ? (
        <MeasureWait />
      ) : (
        <BlankZone targetMu={draft.targetMu} />
      )}
      <ZoneTabs measure={measure} place={place} />
      <LockLabels locks={draft.locks} />
      <LockDialog />
    </div>
  );
}

function ZonesHead() {
  const { text } = useText();
  const words = text.zones;
  const { past, present, future } = zoneDraft.use();
  const [last, next] = [past.at(-1), future[0]];
  return (
    <PanelHead
      title={
        <>
          {words.title} <Tag>{present.scenario?.name ?? words.draft}</Tag>
        </>
      }
    >
      <IconButton
        icon="undo"
        label={last ? words.undo(words.steps[last.step]) : words.nothingToUndo}
        disabled={!last}
        onClick={undoDraft}
      />
      <IconButton
        icon="redo"
        label={next ? words.redo(words.steps[next.step]) : words.nothingToRedo}
        disabled={!next}
        onClick={redoDraft}
      />
    </PanelHead>
  );
}

/** What the taking of parcels is at, and whether the browser keeps the draft. */
function TakingNote() {
  const { text, format, language } = useText();
  const words = text.zones;
  const state = takingState.use();
  const isKept = isDraftKept.use();
  if (!isKept) return <p className={styles.note}>{words.notKept}</p>;
  if (!state) return null;
  if (state.kind === 'failed') {
    const { error } = state;
    const said =
      error instanceof RequestError
        ? refusalWords(text, language, { kind: error.kind, detail: error.message })
        : explain(text, error);
    return <ErrorNote message={said} retry={text.common.retry} />;
  }
  const said = {
    busy: () => words.absorbing,
    'none-inside': () => words.noneInside,
    snapped: () => words.snapped(format.number(state.kind === 'snapped' ? state.movedM : 0, 1)),
    crosses: () => words.crossesNow,
    'unknown-codes': () => words.codesUnknown(state.kind === 'unknown-codes' ? state.codes.join('、') : ''),
  }[state.kind]();
  return (
    <p className={styles.note} role="status">
      {said}
    </p>
  );
}

function MeasureError({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const { text, language } = useText();
  const said =
    error instanceof RequestError
      ? refusalWords(text, language, { kind: error.kind, detail: error.message })
      : explain(text, error);
  return (
    <>
      <ErrorNote message={`${text.zones.refused} · ${said}`} retry={text.common.retry} onRetry={onAgain} />
      <p className={styles.note}>{text.zones.keptDrawing}</p>
    </>
  );
}

function Warnings({ measure }: { readonly measure: ZoneMeasure }) {
  const { text, format } = useText();
  const words = text.zones.warnings;
  return measure.warnings.map((warning) => (
    <p key={warning.kind} className={styles.note} role="status">
      {warning.kind === 'holds-no-parcel' && words['holds-no-parcel']}
      {warning.kind === 'reaches-outside' && words['reaches-outside'](format.muExact(warning.muHundredths))}
      {warning.kind === 'lock-without-effect' && words['lock-without-effect'](warning.codes.join('、'))}
    </p>
  ));
}

function MeasureWait() {
  return (
    <div className={styles.head} aria-hidden="true">
      <Skeleton width={120} />
      <Skeleton width={180} height={36} />
      <Skeleton height={12} />
      <Skeleton height={96} />
    </div>
  );
}

/** What will stand here, and the target that proposals are made for. */
function BlankZone({ targetMu }: { readonly targetMu: number }) {
  const { text } = useText();
  return (
    <section className={styles.head}>
      <div className={styles.headline}>
        <b>{text.zones.empty}</b>
        <TargetField targetMu={targetMu} />
      </div>
      <p className={styles.blank}>{text.zones.emptyHint}</p>
    </section>
  );
}

const TABS = ['proposals', 'parcels', 'owners', 'more', 'scenarios'] as const;
type ZoneTab = (typeof TABS)[number];

function ZoneTabs({ measure, place }: { readonly measure: ZoneMeasure | null; readonly place: Place | null }) {
  const { text, format } = useText();
  const [wanted, setTab] = useState<ZoneTab | null>(null);
  const isPhone = useIsPhone();
  const tab = wanted ?? (measure ? 'parcels' : 'proposals');
  const chosen = measure?.counts.find(({ rule }) => rule === measure.counting);
  const counts = {
    proposals: undefined,
    parcels: chosen?.parcels,
    owners: measure?.owners.known,
    more: undefined,
    scenarios: undefined,
  };
  return (
    <>
      <Tabs
        label={text.zones.title}
        value={tab}
        choices={TABS.filter((each) => isPhone || each !== 'scenarios').map((value) => ({
          value,
          label: text.zones.tabs[value],
          count: counts[value] === undefined ? undefined : format.number(counts[value]),
        }))}
        onChoose={setTab}
      />
      <div className={tab === 'parcels' ? styles.list : styles.whole}>
        {tab === 'proposals' && place && <ProposalsTab place={place} />}
        {tab === 'scenarios' && isPhone && <ZonesStrip />}
        {tab !== 'proposals' && tab !== 'scenarios' && !measure && <Empty>{text.zones.empty}</Empty>}
        {measure && tab === 'parcels' && <ZoneParcelList measure={measure} />}
        {measure && tab === 'owners' && <ZoneOwnerList measure={measure} />}
        {measure && tab === 'more' && <ZoneEffects measure={measure} />}
      </div>
    </>
  );
}

/** Ctrl or ⌘ with Z takes a step back, with Shift+Z or Y takes it again; not while something is being typed. */
function useUndoKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
      if (event.target instanceof HTMLTextAreaElement) return;
      const key = event.key.toLowerCase();
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (!isRedo && key !== 'z') return;
      event.preventDefault();
      if (isRedo) redoDraft();
      else undoDraft();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** On a phone the panel makes room while a pen is in hand, and comes back when it is put down. */
function useLowSheet(): void {
  const isPhone = useIsPhone();
  const isDrawing = pen.use() !== null;
  useEffect(() => {
    if (!isPhone || !isDrawing) return;
    sheetHeight.set('low');
    return () => sheetHeight.set('middle');
  }, [isPhone, isDrawing]);
}
