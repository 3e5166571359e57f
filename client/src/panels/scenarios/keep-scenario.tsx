import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Boundary, CountingRule, ParcelLock, Scenario, ZoneOrigin } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { RequestError } from '../../api/request.ts';
import { createScenario, saveScenario, scenarioQuery } from '../../api/scenarios.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { theEditor } from './editor.ts';
import { NameDialog } from './name-dialog.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { renewScenarios } from './renew-scenarios.ts';
import styles from './scenarios.module.css';
import { useHold } from './use-hold.ts';

type KeepProps = {
  readonly place: { readonly jurisdiction: string; readonly year: number };
  readonly draft: {
    readonly boundary: Boundary | null;
    readonly locks: ParcelLock[];
    readonly counting: CountingRule;
    readonly origin: ZoneOrigin;
    readonly targetMu: number | null;
    readonly scenario: { readonly id: number; readonly version: number; readonly name: string } | null;
  };
  /** The draft is this state of this scenario from now on; the drawing stays as it is. */
  readonly onKept: (scenario: Scenario) => void;
  /** The draft gives way to this state. */
  readonly onLoad: (scenario: Scenario) => void;
};

/** Keeps the draft as a scenario or as a new version of the one that is open, and says who else writes it. */
export function KeepScenario({ place, draft, onKept, onLoad }: KeepProps) {
  const { text, format } = useText();
  const words = text.scenarios;
  const client = useQueryClient();
  const { boundary, locks, counting, origin, targetMu, scenario } = draft;
  const { refusal, takeOver } = useHold(scenario?.id ?? null);
  const [isNaming, setIsNaming] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [saved, setSaved] = useState<{ readonly version: number; readonly boundary: Boundary } | null>(null);
  const told = refusal ?? error;
  const kind = told instanceof RequestError ? told.kind : null;
  const holder = useQuery({
    ...scenarioQuery(scenario?.id ?? 0),
    enabled: scenario !== null && kind === 'scenario-held',
  }).data?.hold;
  if (!boundary) return null;
  const zone = { boundary, locks, counting, origin };
  const done = async (kept: Scenario) => {
    client.setQueryData(scenarioQuery(kept.id).queryKey, kept);
    onKept(kept);
    setError(null);
    setSaved({ version: kept.version, boundary });
    await renewScenarios(client);
  };
  const save = async () => {
    if (!scenario) return setIsNaming(true);
    setIsBusy(true);
    try {
      const editor = theEditor.get();
      await done(await saveScenario(scenario.id, { zone, targetMu, baseVersion: scenario.version, editor }));
    } catch (refused) {
      setError(refused);
    }
    setIsBusy(false);
  };
  const loadNewest = async () => {
    if (!scenario) return;
    onLoad(await client.fetchQuery({ ...scenarioQuery(scenario.id), staleTime: 0 }));
    setError(null);
  };
  return (
    <div className={styles.keep}>
      <Button size="small" kind="primary" disabled={isBusy} onClick={() => void save()}>
        {words.save}
      </Button>
      {scenario && (
        <Button size="small" onClick={() => setIsNaming(true)}>
          {words.saveNew}
        </Button>
      )}
      {saved !== null && saved.version === scenario?.version && saved.boundary === boundary && told === null && (
        <span role="status">{words.saved(format.number(saved.version))}</span>
      )}
      <RefusalNote
        error={told}
        said={kind === 'scenario-held' && holder ? words.heldBy(holder.name, format.time(holder.since)) : undefined}
      >
        {words.keptDrawing}{' '}
        {kind === 'scenario-held' && (
          <Button
            size="small"
            onClick={() => {
              setError(null);
              takeOver();
            }}
          >
            {words.take}
          </Button>
        )}
        {kind === 'scenario-changed' && (
          <Button size="small" onClick={() => void loadNewest()}>
            {words.loadNewest}
          </Button>
        )}
      </RefusalNote>
      {isNaming && (
        <NameDialog
          title={words.saveTitle}
          name=""
          withNote
          act={words.save}
          onDone={async (name, note) => {
            const editor = theEditor.get();
            await done(await createScenario({ ...place, name, note, zone, targetMu, editor }));
          }}
          onClose={() => setIsNaming(false)}
        />
      )}
    </div>
  );
}
