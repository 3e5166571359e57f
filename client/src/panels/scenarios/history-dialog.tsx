import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Scenario, ScenarioSummary, ScenarioVersion } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { historyQuery, restoreScenario } from '../../api/scenarios.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton, Tag } from '../../ui/parts.tsx';
import { theEditor } from './editor.ts';
import { RefusalNote } from './refusal-note.tsx';
import { renewScenarios } from './renew-scenarios.ts';
import styles from './scenarios.module.css';

type HistoryProps = {
  readonly scenario: Pick<ScenarioSummary, 'id' | 'name' | 'version'>;
  readonly onRestored: (scenario: Scenario) => void;
  readonly onClose: () => void;
};

/** Every version that was kept. To restore one writes a version more: nothing of what came after is lost. */
export function HistoryDialog({ scenario, onRestored, onClose }: HistoryProps) {
  const { text } = useText();
  const words = text.scenarios;
  const client = useQueryClient();
  const { data, error } = useQuery(historyQuery(scenario.id));
  const [refused, setRefused] = useState<unknown>(null);
  const restore = async (version: number) => {
    try {
      const act = { baseVersion: data?.items[0]?.version ?? scenario.version, editor: theEditor.get() };
      onRestored(await restoreScenario(scenario.id, version, act));
      await renewScenarios(client);
      onClose();
    } catch (reason) {
      setRefused(reason);
    }
  };
  return (
    <Dialog title={words.historyTitle(scenario.name)} isBusy={false} onClose={onClose} onSubmit={onClose}>
      <RefusalNote error={refused ?? error} />
      <ol className={styles.history}>
        {data?.items.map((version, index) => (
          <Version
            key={version.version}
            version={version}
            isNewest={index === 0}
            onRestore={() => void restore(version.version)}
          />
        )) ?? <Skeleton height={96} />}
      </ol>
      <footer>
        <Button type="submit">{text.common.close}</Button>
      </footer>
    </Dialog>
  );
}

type VersionProps = { readonly version: ScenarioVersion; readonly isNewest: boolean; readonly onRestore: () => void };

function Version({ version, isNewest, onRestore }: VersionProps) {
  const { text, format } = useText();
  const words = text.scenarios;
  const { deed, fromVersion, fromScenario, figures } = version;
  const source =
    fromVersion !== null
      ? words.restoredFrom(format.number(fromVersion))
      : fromScenario !== null
        ? words.clonedFrom(fromScenario)
        : words.deeds[deed];
  return (
    <li>
      <span>
        <b>{words.version(format.number(version.version))}</b> {source}{' '}
        {isNewest && <Tag tone="primary">{words.newest}</Tag>}
        <small>
          {version.name} · {version.editorName} · {format.time(version.at)}
        </small>
      </span>
      <span className={styles.number}>
        {format.muExact(figures.freedMuHundredths)} {words.units.freedMuHundredths}
      </span>
      {isNewest ? (
        <span />
      ) : (
        <Button size="small" onClick={onRestore}>
          {words.restore}
        </Button>
      )}
    </li>
  );
}
