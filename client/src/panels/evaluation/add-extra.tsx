import type { EvaluationMethod } from '@yima-guandi/server/contract';
import { type FormEvent, useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choices.tsx';
import styles from './method.module.css';
import { NumberField } from './number-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

const KINDS = ['adjustment', 'coefficient', 'veto', 'exemption'] as const;
type Kind = (typeof KINDS)[number];
type New = { readonly kind: Kind; readonly name: string; readonly value: number; readonly class: string };

/** The method with one more rule for enterprises that carry a mark, such as an honour or a sanction. */
function withExtra(method: EvaluationMethod, { kind, name, value, class: worst }: New): EvaluationMethod {
  const when = { mark: name };
  switch (kind) {
    case 'adjustment':
      return { ...method, adjustments: [...(method.adjustments ?? []), { name, when, points: value }] };
    case 'coefficient':
      return { ...method, coefficients: [...(method.coefficients ?? []), { name, when, factor: value }] };
    case 'veto':
      return { ...method, vetoes: [...(method.vetoes ?? []), { name, when, class: worst }] };
    case 'exemption':
      return { ...method, exemptions: [...(method.exemptions ?? []), { name, when }] };
  }
}

/** A bonus, coefficient, veto or exemption for those that carry a mark of the year. */
export function AddExtra({ editor }: { readonly editor: MethodEditor }) {
  const { evaluation: words } = useText().text;
  const { method, change } = editor;
  const classes = method.classes.map((each) => each.name);
  const [kind, setKind] = useState<Kind>('adjustment');
  const [name, setName] = useState('');
  const [value, setValue] = useState(1);
  const [worst, setWorst] = useState<string | null>(null);
  const add = (event: FormEvent) => {
    event.preventDefault();
    const given = name.trim();
    if (given === '') return;
    const best = worst ?? classes.at(-1) ?? '';
    change(`added ${kind} ${given}`, withExtra(method, { kind, name: given, value, class: best }));
    setName('');
  };
  return (
    <form className={styles.add} onSubmit={add}>
      <Select
        look="small"
        label={words.addExtra}
        value={kind}
        options={KINDS.map((each) => ({ value: each, label: words.kinds[each] }))}
        onChoose={setKind}
      />
      <input
        type="text"
        aria-label={words.markName}
        placeholder={words.markName}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {(kind === 'adjustment' || kind === 'coefficient') && (
        <NumberField
          className={styles.short}
          label={words.valueOf(words.kinds[kind])}
          value={value}
          onChange={setValue}
        />
      )}
      {kind === 'veto' && (
        <Select
          look="small"
          label={words.vetoTo('')}
          value={worst ?? classes.at(-1) ?? ''}
          options={classes.map((each) => ({ value: each, label: each }))}
          onChoose={setWorst}
        />
      )}
      <Button size="small" type="submit" disabled={name.trim() === ''}>
        {words.add}
      </Button>
    </form>
  );
}
