import { COUNTED_FACTS } from '@yima-guandi/server/domain';
import type { ReactNode } from 'react';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choices.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { type Extra, type ExtraPart, putExtra, withoutExtra } from './extras.ts';
import styles from './method.module.css';
import { FieldFault, NumberField } from './number-field.tsx';
import { TextField } from './text-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

type ExtraDetailsProps = {
  readonly extra: Extra;
  readonly part: ExtraPart;
  readonly index: number;
  readonly editor: MethodEditor;
  readonly onRemoved: () => void;
};

/** Everything of a bonus, coefficient, veto or exemption: its name, when it holds, and what it does. */
export function ExtraDetails({ extra, part, index, editor, onRemoved }: ExtraDetailsProps) {
  const { method: words, evaluation } = useText().text;
  const { method, change, faults, isClosed } = editor;
  const place = `${part}[${index}]`;
  const put = (next: Extra, at: string) => change(at, putExtra(method, part, index, next));
  return (
    <fieldset className={styles.details} disabled={isClosed} aria-label={words.detailsOf(extra.name)}>
      <TextField
        label={words.name}
        value={extra.name}
        maxLength={100}
        isNext={editor.added === place}
        fault={faults.at(`${place}.name`)}
        onChange={(name) => put(renamed(extra, name), `${place}.name`)}
      />
      {'when' in extra && (
        <ConditionFields
          condition={extra.when}
          name={extra.name}
          place={`${place}.when`}
          editor={editor}
          onChange={(when, at) => put({ ...extra, when }, at)}
        />
      )}
      <WhatItDoes extra={extra} place={place} editor={editor} onChange={put} />
      {!isClosed && (
        <Button
          kind="text"
          size="small"
          onClick={() => {
            change(`${place}.removed`, withoutExtra(method, part, index));
            onRemoved();
          }}
        >
          {evaluation.removeExtra(extra.name)}
        </Button>
      )}
    </fieldset>
  );
}

/** A mark that was called like its rule keeps being called so. */
const renamed = (extra: Extra, name: string): Extra =>
  'when' in extra && 'mark' in extra.when && extra.when.mark === extra.name
    ? { ...extra, name, when: { mark: name } }
    : { ...extra, name };

type WhatItDoesProps = Pick<ExtraDetailsProps, 'extra' | 'editor'> & {
  readonly place: string;
  readonly onChange: (extra: Extra, place: string) => void;
};

function WhatItDoes({ extra, place, editor: { method, faults }, onChange }: WhatItDoesProps) {
  const { method: words, evaluation } = useText().text;
  const number = (field: string, label: string, value: number, put: (value: number) => Extra): ReactNode => (
    <>
      <div>
        <span>{label}</span>
        <NumberField
          className={styles.short}
          label={label}
          value={value}
          fault={faults.at(`${place}.${field}`)}
          onChange={(typed) => onChange(put(typed), `${place}.${field}`)}
        />
      </div>
      <FieldFault>{faults.at(`${place}.${field}`)}</FieldFault>
    </>
  );
  if ('factor' in extra) return number('factor', words.factor, extra.factor, (factor) => ({ ...extra, factor }));
  if ('points' in extra) return number('points', words.points, extra.points, (points) => ({ ...extra, points }));
  if ('class' in extra) {
    const names = [...new Set([...method.classes.map(({ name }) => name), extra.class])];
    return (
      <>
        <div>
          <span>{words.worst}</span>
          <Select
            look="small"
            label={words.worst}
            value={extra.class}
            options={names.map((value) => ({ value, label: value }))}
            onChoose={(chosen) => onChange({ ...extra, class: chosen }, `${place}.class`)}
          />
        </div>
        <FieldFault>{faults.at(`${place}.class`)}</FieldFault>
      </>
    );
  }
  if (!('count' in extra)) return null;
  return (
    <>
      <div>
        <span>{words.counted}</span>
        <Select
          look="small"
          label={words.counted}
          value={extra.count}
          options={COUNTED_FACTS.map((value) => ({ value, label: evaluation.counts[value] }))}
          onChoose={(count) => onChange({ ...extra, count }, `${place}.count`)}
        />
      </div>
      {number('first', words.first, extra.first, (first) => ({ ...extra, first }))}
      {number('more', words.more, extra.more, (more) => ({ ...extra, more }))}
    </>
  );
}
