import { AGES, COMPARATORS, COUNTED_FACTS, EVALUATION_INDICATORS, FIGURES } from '@yima-guandi/server/domain';
import { comparatorSign } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { Select } from '../../ui/choices.tsx';
import { DivisionList } from './division-list.tsx';
import type { Condition } from './extras.ts';
import styles from './method.module.css';
import { measureName } from './method-words.ts';
import { FieldFault, NumberField } from './number-field.tsx';
import { TextField } from './text-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

const FORMS = ['mark', 'industries', 'measure'] as const;
type Form = (typeof FORMS)[number];
const MEASURES = [...EVALUATION_INDICATORS, ...FIGURES, ...AGES, ...COUNTED_FACTS];
const formOf = (condition: Condition): Form =>
  'mark' in condition ? 'mark' : 'industries' in condition ? 'industries' : 'measure';

/** A condition of another form, with nothing said yet; a mark is called like the rule, as most are. */
function startOf(form: Form, name: string): Condition {
  if (form === 'mark') return { mark: name };
  return form === 'industries' ? { industries: [] } : { measure: 'rdRatio', comparator: '>=', value: 0.03 };
}

type ConditionFieldsProps = {
  readonly condition: Condition;
  /** Name of the rule that it belongs to. */
  readonly name: string;
  readonly place: string;
  readonly editor: MethodEditor;
  readonly onChange: (condition: Condition, place: string) => void;
};

/** When a rule holds: for those that carry a mark, those of some industries, or those with a figure above or below a value. */
export function ConditionFields({ condition, name, place, editor, onChange }: ConditionFieldsProps) {
  const { method: words } = useText().text;
  const { faults } = editor;
  return (
    <>
      <div>
        <span>{words.when}</span>
        <Select
          look="small"
          label={words.when}
          value={formOf(condition)}
          options={FORMS.map((value) => ({ value, label: words.forms[value] }))}
          onChoose={(form) => onChange(startOf(form, name), `${place}.form`)}
        />
      </div>
      {'mark' in condition ? (
        <TextField
          label={words.mark}
          value={condition.mark}
          maxLength={100}
          fault={faults.under(place)}
          onChange={(mark) => onChange({ mark }, `${place}.mark`)}
        />
      ) : 'industries' in condition ? (
        <DivisionList
          label={words.industries}
          divisions={condition.industries}
          fault={faults.under(place)}
          onChange={(industries) => onChange({ industries }, `${place}.industries`)}
        />
      ) : (
        <Measured condition={condition} place={place} fault={faults.under(place)} onChange={onChange} />
      )}
    </>
  );
}

type MeasuredProps = Pick<ConditionFieldsProps, 'place' | 'onChange'> & {
  readonly condition: Extract<Condition, { measure: string }>;
  readonly fault: string | undefined;
};

function Measured({ condition, place, fault, onChange }: MeasuredProps) {
  const { text } = useText();
  const { method: words } = text;
  const { measure, comparator, value } = condition;
  // Shares are typed as per cent.
  const factor = measure === 'rdRatio' ? 100 : 1;
  return (
    <>
      <div className={styles.measured}>
        <Select
          look="small"
          label={words.measure}
          value={measure}
          options={MEASURES.map((each) => ({ value: each, label: measureName(text, each) }))}
          onChoose={(each) => onChange({ ...condition, measure: each }, `${place}.measure`)}
        />
        <Select
          look="small"
          label={words.comparator}
          value={comparator}
          options={COMPARATORS.map((each) => ({ value: each, label: comparatorSign(each) }))}
          onChoose={(each) => onChange({ ...condition, comparator: each }, `${place}.comparator`)}
        />
        <NumberField
          className={styles.short}
          label={words.bound}
          value={value * factor}
          suffix={measure === 'rdRatio' ? '%' : ''}
          fault={fault}
          onChange={(typed) =>
            onChange({ ...condition, value: Number((typed / factor).toPrecision(12)) }, `${place}.value`)
          }
        />
      </div>
      <FieldFault>{fault}</FieldFault>
    </>
  );
}
