import { useQuery, useQueryClient } from '@tanstack/react-query';
import { OFFSET_KINDS, type OffsetDraft } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { writeOffset } from '../../api/constraints.ts';
import { useCurrent } from '../../api/current.ts';
import { RequestError } from '../../api/request.ts';
import { scenariosQuery } from '../../api/scenarios.ts';
import { explainAct, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choices.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorNote, Hint } from '../../ui/parts.tsx';
import styles from './constraints.module.css';
import { type EntryDraft, type EntryFaults, faultsOf, hundredthsOf } from './entry-draft.ts';
import { TextField } from './text-field.tsx';

const today = (): string => new Date().toLocaleDateString('sv-SE');
const blank = (): EntryDraft => ({
  kind: 'offset',
  on: today(),
  mu: '',
  land: '',
  scenario: '',
  document: '',
  note: '',
  shortReason: '',
});
const NO_FAULT: EntryFaults = { on: false, mu: false, land: false };

/** A new entry. Where it would take the balance below zero the refusal says by how much, and a reason is asked for. */
export function EntryForm({ jurisdiction }: { readonly jurisdiction: string }) {
  const { text } = useText();
  const words = text.constraints;
  const [draft, setDraft] = useState(blank);
  const [faults, setFaults] = useState(NO_FAULT);
  const { isBusy, isShort, error, write } = useWriting(jurisdiction);
  const change = (patch: Partial<EntryDraft>) => {
    setDraft((known) => ({ ...known, ...patch }));
    setFaults(NO_FAULT);
  };
  const submit = async () => {
    const found = faultsOf(draft);
    setFaults(found);
    if (found.on || found.mu || found.land) return;
    if (await write(draft)) setDraft((known) => ({ ...blank(), kind: known.kind, on: known.on }));
  };
  const fault = (field: keyof EntryFaults, said: string) => (faults[field] ? said : undefined);
  return (
    <form
      className={cx(styles.form, styles.entry)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      <div className={styles.field}>
        <span>{words.entryKind}</span>
        <Select
          label={words.entryKind}
          value={draft.kind}
          options={OFFSET_KINDS.toReversed().map((value) => ({ value, label: words[value] }))}
          onChoose={(kind) => change({ kind })}
        />
      </div>
      <TextField
        label={words.day}
        type="date"
        max={today()}
        value={draft.on}
        fault={fault('on', words.badDay)}
        onChange={(on) => change({ on })}
      />
      <TextField
        label={words.mu}
        inputMode="decimal"
        value={draft.mu}
        fault={fault('mu', words.badMu)}
        onChange={(mu) => change({ mu })}
      />
      <TextField
        label={words.land}
        placeholder={words.landHint}
        value={draft.land}
        fault={fault('land', words.needLand)}
        onChange={(land) => change({ land })}
      />
      <ScenarioChoice
        jurisdiction={jurisdiction}
        value={draft.scenario}
        onChoose={(scenario) => change({ scenario })}
      />
      <TextField label={words.document} value={draft.document} onChange={(document) => change({ document })} />
      {(isShort || draft.shortReason !== '') && (
        <div className={styles.wide}>
          <TextField
            label={words.shortReason}
            value={draft.shortReason}
            onChange={(shortReason) => change({ shortReason })}
          />
        </div>
      )}
      {error && <ErrorNote message={error} retry={text.common.retry} />}
      {isShort && (
        <div className={styles.wide}>
          <Hint>{words.shortNeeded}</Hint>
        </div>
      )}
      <div className={styles.last}>
        <TextField label={words.note} value={draft.note} onChange={(note) => change({ note })} />
        <Button kind="primary" type="submit" disabled={isBusy}>
          {words.enter}
        </Button>
      </div>
    </form>
  );
}

type ChoiceProps = {
  readonly jurisdiction: string;
  readonly value: string;
  readonly onChoose: (scenario: string) => void;
};

/** Which scenario an entry belongs to, of those of the year in view. Not asked where there is none. */
function ScenarioChoice({ jurisdiction, value, onChoose }: ChoiceProps) {
  const words = useText().text.constraints;
  const { year } = useCurrent();
  const { data } = useQuery(scenariosQuery(jurisdiction, year));
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const options = items.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <div className={styles.field}>
      <span>{words.scenario}</span>
      <Select
        label={words.scenario}
        value={value}
        options={[{ value: '', label: words.noScenario }, ...options]}
        onChoose={onChoose}
      />
    </div>
  );
}

function useWriting(jurisdiction: string) {
  const { text, language } = useText();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const write = async ({ mu, scenario, ...draft }: EntryDraft): Promise<boolean> => {
    const scenarioId = scenario === '' ? null : Number(scenario);
    const entry: OffsetDraft = { ...draft, jurisdiction, muHundredths: hundredthsOf(mu) ?? 0, scenarioId };
    setBusy(true);
    try {
      await writeOffset(entry);
      setFailure(null);
      void client.invalidateQueries({ queryKey: ['offsets'] });
      return true;
    } catch (refusal) {
      setFailure(refusal);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const isShort = failure instanceof RequestError && failure.kind === 'offset-short';
  return { isBusy, isShort, error: failure === null ? null : explainAct(text, language, failure), write };
}
