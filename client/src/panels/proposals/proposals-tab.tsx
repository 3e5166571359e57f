import { useMutation, useQuery } from '@tanstack/react-query';
import type { Proposal, ProposalResult } from '@yima-guandi/server/contract';
import { useEffect, useRef, useState } from 'react';
import { cancelProposal, type ProposalAsk, proposalQuery, startProposal } from '../../api/proposals.ts';
import { RequestError } from '../../api/request.ts';
import { chosenOften, proposedParcels, theMap } from '../../map/map-state.ts';
import { fitBox } from '../../map/motion.ts';
import { explain, refusalWords, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Hint } from '../../ui/parts.tsx';
import { createStore } from '../../ui/store.ts';
import { takeParcels } from '../../zone/take-parcels.ts';
import { zoneDraft } from '../../zone/zone-draft.ts';
import type { Thumb } from './compactness-thumbs.tsx';
import { LossChart } from './loss-chart.tsx';
import { ProposalForm } from './proposal-form.tsx';
import { ProposalList } from './proposal-list.tsx';
import { askOf, isLooser, proposalTerms } from './proposal-terms.ts';
import styles from './proposals.module.css';
import { ShortfallNote } from './shortfall-note.tsx';

/** The search that was begun last, and those for other compactness beside it; kept while the page is open. */
const search = createStore<{
  readonly id: string;
  readonly ask: ProposalAsk;
  /** Whether the answer before it, to a tighter request, was handed in. */
  readonly isLoosened: boolean;
  readonly thumbs: readonly { readonly compactness: number; readonly id: string }[];
} | null>(null);

/** The ends of the slider and its middle are shown as pictures. */
const THUMBS = [0, 0.5, 1];
/** About 200 m: the middles of parcels are known here, not their outlines. */
const MARGIN_DEGREES = 0.002;

type TabProps = { readonly place: { readonly jurisdiction: string; readonly year: number } };

/** Zones that the system proposes for the target of the draft. */
export function ProposalsTab({ place }: TabProps) {
  const { text, language, format } = useText();
  const words = text.proposals;
  const { locks, targetMu } = zoneDraft.use().present;
  const begun = search.use();
  const { data: job, error: jobError } = useQuery(proposalQuery(begun?.id ?? null));
  const [chosen, setChosen] = useState<number | null>(null);
  const thumbs = useThumbs(begun?.thumbs ?? []);
  const start = useMutation({
    mutationFn: async () => {
      const ask = askOf(proposalTerms.get(), { ...place, targetMu, locks });
      const from = zonesToKeep(ask, begun?.ask ?? null, job?.result ?? null);
      const started = await startProposal(from ? { ...ask, from } : ask);
      const asked = { id: started.id, ask, isLoosened: from !== null };
      search.set({ ...asked, thumbs: [] });
      setChosen(null);
      const small = THUMBS.map(async (compactness) => {
        const { id } = await startProposal({ ...ask, compactness, proposals: 1 });
        return { compactness, id };
      });
      // Pictures are an extra: where one does not come, the answer is there all the same.
      const begunThumbs = await Promise.allSettled(small);
      if (search.get()?.id !== started.id) return;
      search.set({
        ...asked,
        thumbs: begunThumbs.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
      });
    },
  });
  const isRunning = job?.state === 'running';
  const result = job?.result ? withoutEmpty(job.result) : null;
  useChosenOnMap(result?.proposals[chosen ?? -1] ?? null, result?.timesChosen ?? null, result?.proposals.length ?? 0);
  const error = start.error ?? jobError;
  const said =
    error instanceof RequestError
      ? refusalWords(text, language, { kind: error.kind, detail: error.message })
      : error && explain(text, error);
  const outcome = useRef<HTMLDivElement>(null);
  const wasAsked = start.isSuccess || start.isError;
  useEffect(() => {
    // The form is as high as a low screen: what comes of it would stand below the fold.
    if (wasAsked) outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [wasAsked]);
  const take = (proposal: Proposal) =>
    void takeParcels(place, { ids: proposal.zones.flatMap(({ parcelIds }) => parcelIds) }, 'anew', {
      bridgeM: Number(proposalTerms.get().roadM) || 0,
      origin: 'proposed',
    });
  return (
    <div className={styles.tab}>
      <ProposalForm
        isBusy={isRunning || start.isPending}
        locks={locks.length}
        onAsk={() => start.mutate()}
        thumbs={thumbs}
      />
      <div ref={outcome}>
        {said && <ErrorNote message={said} retry={text.common.retry} onRetry={() => start.mutate()} />}
        {isRunning && (
          <div className={styles.progress} role="status">
            <progress value={job.share} max={1} aria-label={words.searching} />
            <span>
              {words.searching} {format.percent(job.share, 0)}
            </span>
            <Button size="small" onClick={() => void cancelProposal(job.id)}>
              {text.zones.cancel}
            </Button>
          </div>
        )}
      </div>
      {job?.state === 'cancelled' && <Hint>{words.cancelled}</Hint>}
      {job?.state === 'failed' && <ErrorNote message={job.failure ?? words.failed} retry={text.common.retry} />}
      {result && begun && (
        <>
          {result.shortfall && <ShortfallNote shortfall={result.shortfall} targetMu={begun.ask.targetMu} />}
          {result.leftOut.length > 0 && <Hint>{words.leftOut(format.number(result.leftOut.length))}</Hint>}
          {result.proposals.length > 0 && (
            <LossChart result={result} targetMu={begun.ask.targetMu} chosen={chosen} onChoose={setChosen} />
          )}
          <ProposalList result={result} chosen={chosen} onChoose={setChosen} onTake={take} onShowZone={showZone} />
          <div className={styles.foot}>
            <Hint>
              {words.searched(
                format.number(result.candidates.parcels),
                format.muExact(result.candidates.foundMuHundredths),
                format.number(job?.seconds ?? 0, 1),
              )}
              {begun.isLoosened && ` ${words.loosened}`}
            </Hint>
          </div>
        </>
      )}
    </div>
  );
}

/** The zones of the answer before where they hold for a looser request too: it then loses no more than they do. */
const zonesToKeep = (
  ask: ProposalAsk,
  earlier: ProposalAsk | null,
  answer: ProposalResult | null,
): number[][] | null => {
  const zones = answer?.proposals[0]?.zones.map(({ parcelIds }) => parcelIds) ?? [];
  return earlier && zones.length > 0 && isLooser(ask, earlier) ? zones : null;
};

/** Where nothing can be freed there is nothing to look at; the words above say why. */
const withoutEmpty = (result: ProposalResult): ProposalResult => ({
  ...result,
  proposals: result.proposals.filter(({ sums }) => sums.parcels > 0),
});

/** Marks one zone of a proposal on the map, and brings it into sight. */
function showZone({ parcelIds, centers }: Proposal['zones'][number]): void {
  proposedParcels.set({ counted: parcelIds, touched: [], lockedOut: [] });
  const [lngs, lats] = [centers.map(([lng]) => lng), centers.map(([, lat]) => lat)];
  const [west, south] = [Math.min(...lngs) - MARGIN_DEGREES, Math.min(...lats) - MARGIN_DEGREES];
  const [east, north] = [Math.max(...lngs) + MARGIN_DEGREES, Math.max(...lats) + MARGIN_DEGREES];
  const map = theMap.get();
  if (map) fitBox(map, [west, south, east, north]);
}

/** What came of the small searches so far. */
function useThumbs(begun: readonly { readonly compactness: number; readonly id: string }[]): Thumb[] {
  const first = useQuery(proposalQuery(begun[0]?.id ?? null));
  const second = useQuery(proposalQuery(begun[1]?.id ?? null));
  const third = useQuery(proposalQuery(begun[2]?.id ?? null));
  const jobs = [first, second, third];
  return begun.map(({ compactness }, index) => ({
    compactness,
    proposal: jobs[index]?.data?.result?.proposals[0] ?? null,
  }));
}

/** Marks on the map the parcels of the chosen proposal; while none is chosen, how often each parcel is in one. */
function useChosenOnMap(
  proposal: Proposal | null,
  timesChosen: readonly (readonly [number, number])[] | null,
  proposals: number,
): void {
  useEffect(() => {
    if (proposal) {
      const counted = proposal.zones.flatMap(({ parcelIds }) => parcelIds);
      proposedParcels.set({ counted, touched: [], lockedOut: [] });
    }
    chosenOften.set(!proposal && timesChosen && timesChosen.length > 0 ? { of: proposals, times: timesChosen } : null);
    return () => {
      proposedParcels.set(null);
      chosenOften.set(null);
    };
  }, [proposal, timesChosen, proposals]);
}
