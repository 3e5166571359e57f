import { useQuery } from '@tanstack/react-query';
import {
  MOST_COMPARED,
  type Scenario,
  type ScenarioFigures,
  type ScenarioSummary,
  scenarioFigures,
  type ZoneMeasure,
} from '@yima-guandi/server/contract';
import { useState } from 'react';
import { scenariosQuery } from '../../api/scenarios.ts';
import { useText } from '../../text/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Tag } from '../../ui/parts.tsx';
import { theEditor } from './editor.ts';
import { STRIP_FIGURES, toldFigure } from './figure-words.ts';
import { RefusalNote } from './refusal-note.tsx';
import { RemeasureNote } from './scenario-fates.tsx';
import { type ScenarioDeed, ScenarioMenu } from './scenario-menu.tsx';
import styles from './scenarios.module.css';
import { type Deleted, useDeeds } from './use-deeds.tsx';
import { useRemeasure } from './use-remeasure.ts';

type StripProps = {
  /** What the draft holds; null: there is none. */
  readonly draftMeasure: ZoneMeasure | null;
  readonly jurisdiction: string;
  readonly year: number;
  /** Which scenario the draft is a state of. */
  readonly openId: number | null;
  readonly onOpen: (id: number) => Promise<void>;
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
  const remeasure = useRemeasure();
  const items = data?.items ?? [];
  const chosen = picked.filter((id) => items.some((item) => item.id === id));
  const pick = (id: number) =>
    setPicked(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id].slice(-MOST_COMPARED));
  return (
    <section className={styles.strip} aria-label={words.title}>
      {deeds.note}
      <RemeasureLine remeasure={remeasure} />
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
                isMeasuring={remeasure.busyId === item.id}
                onRemeasure={remeasure.busyId === null ? () => remeasure.start(item) : null}
                onPick={() => pick(item.id)}
                onOpen={() => void deeds.tell(() => onOpen(item.id))}
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
  readonly isMeasuring: boolean;
  /** null: another is being measured */
  readonly onRemeasure: (() => void) | null;
  readonly onPick: () => void;
  readonly onOpen: () => void;
  readonly onDeed: (deed: ScenarioDeed) => void;
};

function ScenarioRow(props: RowProps) {
  const { scenario, isOpen, isPicked, isMeasuring, onRemeasure, onPick, onOpen, onDeed } = props;
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
          <>
            <Tag tone="warn" slim title={words.behindNote(format.grouped(scenario.revision))}>
              {words.behind}
            </Tag>
            <Button
              size="small"
              kind="text"
              className={styles.remeasure}
              disabled={onRemeasure === null}
              aria-label={words.remeasureOne(scenario.name)}
              title={words.remeasure}
              onClick={() => onRemeasure?.()}
            >
              {isMeasuring ? words.measuring : words.remeasureShort}
            </Button>
          </>
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

/** What the scenario that was measured again last frees and costs now, beside what it did before. */
function RemeasureLine({
  remeasure: { done, error, forget },
}: {
  readonly remeasure: ReturnType<typeof useRemeasure>;
}) {
  const { text } = useText();
  return (
    <>
      <RefusalNote error={error} />
      {done && (
        <div className={styles.remeasured}>
          <b>{done.name}</b>
          <div>
            <RemeasureNote remeasure={done.remeasure} isBrief />
          </div>
          <IconButton icon="close" label={text.common.close} onClick={forget} />
        </div>
      )}
    </>
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
          {toldFigure(format, words, figure, figures)}
        </td>
      );
    return (
      <td key={figure} data-label={label} className={cx(value !== null && value >= 0 && styles.reached)}>
        {value !== null && value >= 0 && `${words.reached} `}
        {toldFigure(format, words, figure, figures)}
      </td>
    );
  });
}

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
