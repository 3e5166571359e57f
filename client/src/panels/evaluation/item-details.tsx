import type { BaselineInForce, EvaluationMethod } from '@yima-guandi/server/contract';
import { WHEN_MISSING } from '@yima-guandi/server/domain';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choices.tsx';
import { Explain } from '../../ui/explain.tsx';
import { Hint } from '../../ui/parts.tsx';
import styles from './method.module.css';
import { BASELINE_KINDS, kindOfBaseline, startBaseline } from './method-edits.ts';
import { FieldFault, NumberField } from './number-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

type Item = EvaluationMethod['items'][number];
type ItemDetailsProps = {
  readonly item: Item;
  /** What the baseline was, as far as it is known. */
  readonly inForce: BaselineInForce | undefined;
  readonly place: string;
  readonly editor: MethodEditor;
  readonly onChange: (item: Item, field: string) => void;
  readonly onRemove: (() => void) | null;
};

/** What an item is held against, the bounds of its points, and what happens where it is missing. */
export function ItemDetails({ item, inForce, place, editor, onChange, onRemove }: ItemDetailsProps) {
  const { evaluation: words } = useText().text;
  const { faults, isClosed, method } = editor;
  const kinds = BASELINE_KINDS[method.formula];
  const kind = kindOfBaseline(item.baseline);
  return (
    <fieldset
      className={styles.details}
      disabled={isClosed}
      aria-label={words.details(words.indicators[item.indicator])}
    >
      <div>
        <span>
          {words.baseline} <Explain of="baseline" />
        </span>
        <Select
          look="small"
          label={words.baseline}
          value={kind}
          options={[...new Set([kind, ...kinds])].map((each) => ({ value: each, label: words.baselines[each] }))}
          onChoose={(next) => onChange({ ...item, baseline: startBaseline(next, inForce) }, 'baseline')}
        />
      </div>
      <BaselineFields item={item} onChange={(baseline) => onChange({ ...item, baseline }, 'baseline')} />
      <FieldFault>{faults.under(`${place}.baseline`)}</FieldFault>
      {(['floor', 'cap'] as const).map((bound) => (
        <div key={bound}>
          <span title={words.boundHint}>{words[bound]}</span>
          <NumberField
            className={styles.short}
            label={words[bound]}
            value={item[bound] ?? null}
            placeholder="–"
            fault={faults.at(`${place}.${bound}`)}
            disabled={isClosed}
            onChange={(value) => onChange({ ...item, [bound]: value }, bound)}
            onClear={() => onChange(without(item, bound), bound)}
          />
        </div>
      ))}
      <FieldFault>{faults.at(`${place}.cap`)}</FieldFault>
      <Hint>{words.boundHint}</Hint>
      <div>
        <span>{words.whenMissing}</span>
        <Select
          look="small"
          label={words.whenMissing}
          value={item.whenMissing ?? ''}
          options={[
            { value: '', label: words.missingAsMethod },
            ...WHEN_MISSING.map((each) => ({ value: each, label: words.missing[each] })),
          ]}
          onChoose={(chosen) => {
            const whenMissing = WHEN_MISSING.find((each) => each === chosen);
            onChange(whenMissing ? { ...item, whenMissing } : without(item, 'whenMissing'), 'whenMissing');
          }}
        />
      </div>
      {onRemove && !isClosed && (
        <Button kind="text" size="small" onClick={onRemove}>
          {words.removeItem(words.indicators[item.indicator])}
        </Button>
      )}
    </fieldset>
  );
}

function without(item: Item, field: 'floor' | 'cap' | 'whenMissing'): Item {
  const { [field]: _, ...rest } = item;
  return rest;
}

type BaselineFieldsProps = { readonly item: Item; readonly onChange: (baseline: Item['baseline']) => void };

/** The number or the two ends of the range; shares are typed as per cent. */
function BaselineFields({ item, onChange }: BaselineFieldsProps) {
  const { evaluation: words } = useText().text;
  const { baseline, indicator } = item;
  const factor = indicator === 'rdRatio' ? 100 : 1;
  const unit = words.indicatorUnits[indicator];
  const field = (label: string, value: number, put: (value: number) => Item['baseline']) => (
    <div>
      <span>{label}</span>
      <NumberField
        className={styles.long}
        label={`${words.baseline} ${label}`}
        value={value * factor}
        suffix={unit}
        onChange={(typed) => onChange(put(typed / factor))}
      />
    </div>
  );
  if (typeof baseline === 'number') return field(words.baselines.number, baseline, (value) => value);
  if (typeof baseline === 'string') return null;
  return (
    <>
      {field(words.from, baseline.min, (min) => ({ ...baseline, min }))}
      {field(words.to, baseline.max, (max) => ({ ...baseline, max }))}
    </>
  );
}
