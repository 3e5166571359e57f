import type { BaselineInForce, EvaluationMethod } from '@yima-guandi/server/contract';
import { EVALUATION_INDICATORS, type EvaluationIndicator } from '@yima-guandi/server/domain';
import { useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choices.tsx';
import { cx } from '../../ui/cx.ts';
import { Explain } from '../../ui/explain.tsx';
import { Section } from '../../ui/panel.tsx';
import { weightGap } from './fault-places.ts';
import { ItemDetails } from './item-details.tsx';
import styles from './method.module.css';
import { BASELINE_KINDS, startBaseline } from './method-edits.ts';
import { MethodFormula } from './method-formula.tsx';
import { baselineWords } from './method-words.ts';
import { FieldFault, NumberField } from './number-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

type Item = EvaluationMethod['items'][number];
/** Where the slider ends: more than half of all points is no common weight, and can still be typed. */
const SLIDER_END = 50;

type MethodItemsProps = { readonly editor: MethodEditor; readonly baselines: readonly BaselineInForce[] };

/** What is weighed: a slider and a number for each item, the sum above, and what lacks of 100 said at once. */
export function MethodItems({ editor, baselines }: MethodItemsProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const { method, change, faults, isClosed } = editor;
  const [open, setOpen] = useState<EvaluationIndicator | null>(null);
  const { sum, gap } = weightGap(method.items);
  const print = (value: number) => format.number(value, Number.isInteger(value) ? 0 : 2);
  const said =
    gap === 0
      ? words.weightsSum(print(sum))
      : gap < 0
        ? words.weightsMissing(print(sum), print(-gap))
        : words.weightsOver(print(sum), print(gap));
  const free = EVALUATION_INDICATORS.filter((each) => !method.items.some((item) => item.indicator === each));
  const put = (index: number, item: Item | null, place: string) => {
    const items = method.items.flatMap((each, at) => (at === index ? (item ?? []) : each));
    change(place, { ...method, items });
  };
  return (
    <Section
      title={words.weights}
      explain={<Explain of="weight" />}
      note={
        <output className={cx(gap !== 0 && styles.wrong)} aria-live="polite">
          {said}
        </output>
      }
    >
      <MethodFormula editor={editor} />
      <ul className={styles.items}>
        {method.items.map((item, index) => (
          <li key={item.indicator}>
            <ItemRow
              item={item}
              inForce={baselines.find((each) => each.indicator === item.indicator)}
              isOpen={open === item.indicator}
              isClosed={isClosed}
              fault={faults.at(`items[${index}].weight`)}
              onToggle={() => setOpen(open === item.indicator ? null : item.indicator)}
              onWeight={(weight) => put(index, { ...item, weight }, `items[${index}].weight`)}
            />
            {open === item.indicator && (
              <ItemDetails
                item={item}
                inForce={baselines.find((each) => each.indicator === item.indicator)}
                place={`items[${index}]`}
                editor={editor}
                onChange={(next, field) => put(index, next, `items[${index}].${field}`)}
                onRemove={method.items.length > 1 ? () => put(index, null, `items[${index}].removed`) : null}
              />
            )}
          </li>
        ))}
      </ul>
      {!isClosed && free.length > 0 && (
        <Select
          look="small"
          label={words.addItem}
          value=""
          options={[
            { value: '', label: words.addItem },
            ...free.map((each) => ({ value: each, label: words.indicators[each] })),
          ]}
          onChoose={(chosen) => {
            const indicator = free.find((each) => each === chosen);
            if (!indicator) return;
            const added = {
              indicator,
              weight: Math.max(1, -gap),
              baseline: startBaseline(BASELINE_KINDS[method.formula][0]),
            };
            change('items.added', { ...method, items: [...method.items, added] });
          }}
        />
      )}
    </Section>
  );
}

type ItemRowProps = {
  readonly item: Item;
  readonly inForce: BaselineInForce | undefined;
  readonly isOpen: boolean;
  readonly isClosed: boolean;
  readonly fault: string | undefined;
  readonly onToggle: () => void;
  readonly onWeight: (weight: number) => void;
};

function ItemRow({ item, inForce, isOpen, isClosed, fault, onToggle, onWeight }: ItemRowProps) {
  const { text, format, language } = useText();
  const { evaluation: words } = text;
  const name = words.indicators[item.indicator];
  const belowZero = inForce?.belowZero ?? 0;
  const unit = item.indicator === 'rdRatio' || item.baseline === 'none' ? '' : words.indicatorUnits[item.indicator];
  return (
    <>
      <div className={styles.item}>
        <span className={styles.itemName}>
          {name}
          <small>
            {baselineWords({ text, format, language }, item, inForce)} {unit}
          </small>
        </span>
        <input
          type="range"
          className={styles.slider}
          aria-label={words.weightOf(name)}
          min={0}
          max={Math.max(SLIDER_END, item.weight)}
          step={1}
          value={item.weight}
          disabled={isClosed}
          style={{ '--at': `${(item.weight / Math.max(SLIDER_END, item.weight)) * 100}%` } as React.CSSProperties}
          onChange={(event) => onWeight(Number(event.target.value))}
        />
        <NumberField
          className={styles.weight}
          label={words.weightOf(name)}
          value={item.weight}
          fault={fault}
          disabled={isClosed}
          onChange={onWeight}
        />
        <IconButton
          className={cx(styles.more, isOpen && styles.moreOpen)}
          icon="down"
          size="small"
          label={words.details(name)}
          aria-expanded={isOpen}
          onClick={onToggle}
        />
      </div>
      <FieldFault>{fault}</FieldFault>
      {fault === undefined && !isClosed && belowZero > 0 && (
        <p className={styles.belowZero}>{words.belowZero(format.number(belowZero))}</p>
      )}
    </>
  );
}
