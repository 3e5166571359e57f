import { FORMULAS } from '@yima-guandi/server/domain';
import { useText } from '../../text/use-text.ts';
import { Select } from '../../ui/choices.tsx';
import { Hint } from '../../ui/parts.tsx';
import styles from './method.module.css';
import { withFormula } from './method-edits.ts';
import { FieldFault, NumberField } from './number-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

/** How points come from a value, and what that asks of each item. */
export function MethodFormula({ editor }: { readonly editor: MethodEditor }) {
  const { evaluation, method: words } = useText().text;
  const { method, change, faults, isClosed } = editor;
  return (
    <>
      <div className={styles.extra}>
        <span>{evaluation.formula}</span>
        {isClosed ? (
          <b>{evaluation.formulas[method.formula]}</b>
        ) : (
          <Select
            look="small"
            label={evaluation.formula}
            value={method.formula}
            options={FORMULAS.map((value) => ({ value, label: evaluation.formulas[value] }))}
            onChoose={(formula) => change('formula', withFormula(method, formula))}
          />
        )}
      </div>
      {method.formula === 'min-max' && (
        <>
          <div className={styles.extra}>
            <span>{evaluation.baseShare}</span>
            <NumberField
              className={styles.short}
              label={evaluation.baseShare}
              value={(method.baseShare ?? 0) * 100}
              suffix="%"
              fault={faults.at('baseShare')}
              disabled={isClosed}
              onChange={(percent) => change('baseShare', { ...method, baseShare: Number((percent / 100).toFixed(6)) })}
            />
          </div>
          <FieldFault>{faults.at('baseShare')}</FieldFault>
        </>
      )}
      <Hint>{words.formulaAsks[method.formula]}</Hint>
    </>
  );
}
