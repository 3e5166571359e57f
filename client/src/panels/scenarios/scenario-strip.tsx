import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  MOST_COMPARED,
  type Scenario,
  type ScenarioFigures,
  type ScenarioSummary,
  scenarioFigures,
  type ZoneMeasure,
} from '@yima-guandi/server/contract';
import { useState } from 'react';
import {
  cloneScenario,
  deleteScenario,
  renameScenario,
  scenariosQuery,
  takeBackScenario,
} from '../../api/scenarios.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Tag } from '../../ui/parts.tsx';
import { theEditor } from './editor.ts';
import { figureWords, STRIP_FIGURES, signedWords } from './figure-words.ts';
import { HistoryDialog } from './history-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';
import { RefusalNote } from './refusal-note.tsx';
import { renewScenarios } from './renew-scenarios.ts';
import { type ScenarioDeed, ScenarioMenu } from './scenario-menu.tsx';
import styles from './scenarios.module.css';

type StripProps = {
  /** What the draft holds; null: there is none. */
  readonly draftMeasure: ZoneMeasure | null;
  readonly jurisdiction: string;
  readonly year: number;
  /** Which scenario the draft is a state of. */
  readonly openId: number | null;
  readonly onOpen: (id: number) => void;
  /** Brings the draft into sight. */
  readonly onShowDraft: () => void;
  readonly onRestored: (scenario: Scenario) => void;
  readonly onCompare: (ids: number[]) => void;
};

/** The draft and the scenarios that are kept, one below the other: what each frees and what it costs. */
export function ScenarioStrip(props: StripProps) {
  const { draftMeasure, jurisdiction, year, openId, onOpen, onShowDraft, onRestored, onCompare } = props;
  const { text, format } = useText();
  const words = text.scenarios;
  const { data } = useQuery(scenariosQuery(jurisdiction, year));
  const [picked, setPicked] = useState<readonly number[]>([]);
  const deeds = useDeeds(onRestored);
  const items = data?.items ?? [];
  const chosen = picked.filter((id) => items.some((item) => item.id === id));
  const pick = (id: number) =>
    setPicked(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id].slice(-MOST_COMPARED));
  return (
    <section className={styles.strip} aria-label={words.title}>
      {deeds.note}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <StripHead />
          <tbody>
            {draftMeasure && (
              <tr className={styles.draft}>
                <td />
                <th scope="row">
                  <button type="button" onClick={onShowDraft}>
                    {words.draft}
                  </button>
                </th>
                <FigureCells figures={scenarioFigures(draftMeasure)} />
                <td />
              </tr>
            )}
            {items.map((item) => (
              <ScenarioRow
                key={item.id}
                scenario={item}
                isOpen={item.id === openId}
                isPicked={chosen.includes(item.id)}
                onPick={() => pick(item.id)}
                onOpen={() => onOpen(item.id)}
                onDeed={(deed) => deeds.ask(item, deed)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <footer className={styles.stripFoot}>
        {items.length === 0 ? <span>{words.none}</span> : <span>{words.comparePick}</span>}
        {chosen.length > 1 && (
          <Button size="small" kind="primary" onClick={() => onCompare([...chosen])}>
            {words.compare(format.number(chosen.length))}
          </Button>
        )}
        <Trash deleted={data?.deleted ?? []} onTakeBack={deeds.takeBack} />
      </footer>
      {deeds.dialog}
    </section>
  );
}

function StripHead() {
  const words = useText().text.scenarios;
  return (
    <thead>
      <tr>
        <td />
        <th scope="col">{words.title}</th>
        {STRIP_FIGURES.map((figure) => (
          <th key={figure} scope="col">
            {words.figures[figure]} <small>{words.units[figure]}</small>
          </th>
        ))}
        <td />
      </tr>
    </thead>
  );
}

type RowProps = {
  readonly scenario: ScenarioSummary;
  readonly isOpen: boolean;
  readonly isPicked: boolean;
  readonly onPick: () => void;
  readonly onOpen: () => void;
  readonly onDeed: (deed: ScenarioDeed) => void;
};

function ScenarioRow({ scenario, isOpen, isPicked, onPick, onOpen, onDeed }: RowProps) {
  const { text, format } = useText();
  const words = text.scenarios;
  return (
    <tr className={cx(isOpen && styles.open)}>
      <td>
        <input type="checkbox" aria-label={words.pick(scenario.name)} checked={isPicked} onChange={onPick} />
      </td>
      <th scope="row">
        <button type="button" aria-label={words.open(scenario.name)} onClick={onOpen}>
          {scenario.name}
        </button>{' '}
        {scenario.isBehind && (
          <Tag tone="warn" slim title={words.behindNote(format.grouped(scenario.revision))}>
            {words.behind}
          </Tag>
        )}
        {scenario.hold && scenario.hold.name !== theEditor.get().name && (
          <Tag slim title={words.heldBy(scenario.hold.name, format.time(scenario.hold.since))}>
            {scenario.hold.name}
          </Tag>
        )}
      </th>
      <FigureCells figures={scenario.figures} />
      <td>
        <ScenarioMenu scenario={scenario} onDeed={onDeed} />
      </td>
    </tr>
  );
}

function FigureCells({ figures }: { readonly figures: ScenarioFigures }) {
  const { text, format } = useText();
  const words = text.scenarios;
  return STRIP_FIGURES.map((figure) => {
    const value = figures[figure];
    const label = `${words.figures[figure]} ${words.units[figure]}`;
    if (figure !== 'gapMuHundredths')
      return (
        <td key={figure} data-label={label}>
          {figureWords(format, figure, value)}
        </td>
      );
    return (
      <td key={figure} data-label={label} className={cx(value !== null && value >= 0 && styles.reached)}>
        {value === null
          ? words.noTarget
          : `${value >= 0 ? `${words.reached} ` : ''}${signedWords(format, figure, value)}`}
      </td>
    );
  });
}

type Deleted = { readonly id: number; readonly name: string };

function Trash({
  deleted,
  onTakeBack,
}: {
  readonly deleted: readonly Deleted[];
  readonly onTakeBack: (id: number) => void;
}) {
  const { text, format } = useText();
  const [isOpen, setIsOpen] = useState(false);
  const words = text.scenarios;
  if (deleted.length === 0) return null;
  return (
    <span className={styles.trash}>
      <Button
        size="small"
        kind="text"
        aria-expanded={isOpen}
        title={words.trashTitle}
        onClick={() => setIsOpen(!isOpen)}
      >
        {words.trash(format.number(deleted.length))}
      </Button>
      {isOpen &&
        deleted.map(({ id, name }) => (
          <Button key={id} size="small" onClick={() => onTakeBack(id)}>
            {words.takeBack(name)}
          </Button>
        ))}
    </span>
  );
}

type Asked = { readonly scenario: ScenarioSummary; readonly deed: ScenarioDeed };

/** Acts on single scenarios: the dialog that is open, and what was done last with its undo. */
function useDeeds(onRestored: (scenario: Scenario) => void) {
  const { text } = useText();
  const words = text.scenarios;
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [gone, setGone] = useState<Deleted | null>(null);
  const [error, setError] = useState<unknown>(null);
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      setError(null);
    } catch (refused) {
      setError(refused);
    }
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
  return { ask, takeBack, note, dialog: dialog || history || null };
}
