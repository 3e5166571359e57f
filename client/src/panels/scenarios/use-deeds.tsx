import { useQueryClient } from '@tanstack/react-query';
import type { Scenario, ScenarioSummary } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { cloneScenario, deleteScenario, renameScenario, takeBackScenario } from '../../api/scenarios.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { theEditor } from './editor.ts';
import { HistoryDialog } from './history-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { renewScenarios } from './renew-scenarios.ts';
import type { ScenarioDeed } from './scenario-menu.tsx';
import styles from './scenarios.module.css';

export type Deleted = { readonly id: number; readonly name: string };
type Asked = { readonly scenario: ScenarioSummary; readonly deed: ScenarioDeed };

/** Acts on single scenarios: the dialog that is open, and what was done last with its undo. */
export function useDeeds(onRestored: (scenario: Scenario) => void) {
  const { text } = useText();
  const words = text.scenarios;
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [gone, setGone] = useState<Deleted | null>(null);
  const [error, setError] = useState<unknown>(null);
  const tell = async (work: () => Promise<unknown>) => {
    try {
      await work();
      setError(null);
    } catch (refused) {
      setError(refused);
    }
  };
  const attempt = async (work: () => Promise<unknown>) => {
    await tell(work);
    await renewScenarios(client);
  };
  const takeBack = (id: number) => {
    setGone(null);
    void attempt(() => takeBackScenario(id));
  };
  const remove = (scenario: ScenarioSummary) =>
    attempt(async () => {
      await deleteScenario(scenario.id, { baseVersion: scenario.version, editor: theEditor.get() });
      setGone(scenario);
    });
  const ask = (scenario: ScenarioSummary, deed: ScenarioDeed) => {
    if (deed === 'remove') void remove(scenario);
    else setAsked({ scenario, deed });
  };
  const name = async (name: string) => {
    if (!asked) return;
    const { scenario, deed } = asked;
    const editor = theEditor.get();
    if (deed === 'clone') await cloneScenario(scenario.id, name, editor);
    else await renameScenario(scenario.id, { name, baseVersion: scenario.version, editor });
    await renewScenarios(client);
  };
  const close = () => setAsked(null);
  const dialog = asked && (asked.deed === 'clone' || asked.deed === 'rename') && (
    <NameDialog
      title={words.acts[asked.deed]}
      name={asked.deed === 'clone' ? `${asked.scenario.name} 2` : asked.scenario.name}
      act={words.acts[asked.deed]}
      onDone={name}
      onClose={close}
    />
  );
  const history = asked?.deed === 'history' && (
    <HistoryDialog scenario={asked.scenario} onRestored={onRestored} onClose={close} />
  );
  const note = (
    <>
      {gone && (
        <p className={styles.gone} role="status">
          {words.deleted(gone.name)}
          <Button size="small" icon="undo" onClick={() => takeBack(gone.id)}>
            {words.undo}
          </Button>
        </p>
      )}
      <RefusalNote error={error} />
    </>
  );
  return { ask, tell, takeBack, note, dialog: dialog || history || null };
}
