import type { ScenarioSummary } from '@yima-guandi/server/contract';
import { scenarioFileHref } from '../../api/scenarios.ts';
import { askReason } from '../../shell/export-reason.ts';
import { useText } from '../../text/use-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { Popover } from '../../ui/popover.tsx';
import { scenarioHref } from '../../url/route.ts';
import { useView } from '../../url/view.ts';
import styles from './scenarios.module.css';

const FORMATS = ['xlsx', 'geojson', 'gpkg', 'zip'] as const;
export type ScenarioDeed = 'history' | 'clone' | 'rename' | 'remove';
const DEEDS = ['history', 'clone', 'rename', 'remove'] as const satisfies readonly ScenarioDeed[];

type MenuProps = { readonly scenario: ScenarioSummary; readonly onDeed: (deed: ScenarioDeed) => void };

/** What can be done with a scenario besides drawing. */
export function ScenarioMenu({ scenario, onDeed }: MenuProps) {
  const { text } = useText();
  const { view } = useView();
  const words = text.scenarios;
  return (
    <Popover
      className={styles.more}
      label={words.menu(scenario.name)}
      title={words.menu(scenario.name)}
      face={<Icon name="down" size={14} />}
    >
      <div className={styles.menu}>
        <a href={scenarioHref(scenario.id, view)}>{words.acts.page}</a>
        {DEEDS.map((deed) => (
          <button key={deed} type="button" onClick={() => onDeed(deed)}>
            {words.acts[deed]}
          </button>
        ))}
        <span className={styles.menuTitle}>{words.exportsTitle}</span>
        <span className={styles.formats}>
          {FORMATS.map((format) => (
            <a key={format} href={scenarioFileHref(scenario.id, format)} download onClick={askReason}>
              {words.exports[format]}
            </a>
          ))}
        </span>
      </div>
    </Popover>
  );
}
