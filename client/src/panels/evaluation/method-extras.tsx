import type { EvaluationMethod } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choices.tsx';
import { Explain } from '../../ui/explain.tsx';
import { Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/parts.tsx';
import styles from './method.module.css';
import { MethodOccupancy } from './method-occupancy.tsx';
import { conditionWords, signed, type Words } from './method-words.ts';
import { FieldFault, NumberField } from './number-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

type Part = 'coefficients' | 'adjustments' | 'vetoes' | 'exemptions';
type ExtrasProps = { readonly editor: MethodEditor };

/** Coefficients, bonuses and deductions, vetoes and exemptions, and what becomes of an enterprise whose figures are missing. */
export function MethodExtras({ editor }: ExtrasProps) {
  const { text, format, language } = useText();
  const { evaluation: words } = text;
  const { method, change, isClosed } = editor;
  const say = { text, format, language };
  const rows = (['coefficients', 'adjustments', 'vetoes', 'exemptions'] as const).flatMap((part) =>
    (method[part] ?? []).map((each, index) => ({ part, index, name: each.name, when: whenWords(say, each) })),
  );
  const remove = (part: Part, index: number) =>
    change(`${part}.removed`, { ...method, [part]: (method[part] ?? []).filter((_, at) => at !== index) });
  return (
    <Section title={words.extras} explain={<Explain of="score" />}>
      <ul className={styles.extras}>
        {rows.map(({ part, index, name, when }) => (
          <li key={`${part}-${name}`}>
            <div className={styles.extra}>
              <span title={when}>
                {name}
                {when !== '' && <small>{when}</small>}
              </span>
              <ExtraValue editor={editor} part={part} index={index} />
              {!isClosed && (
                <IconButton
                  icon="close"
                  size="small"
                  className={styles.remove}
                  label={words.removeExtra(name)}
                  onClick={() => remove(part, index)}
                />
              )}
            </div>
            <FieldFault>
              {editor.faults.at(`${part}[${index}].${part === 'vetoes' ? 'class' : 'factor'}`) ??
                editor.faults.at(`${part}[${index}].name`)}
            </FieldFault>
          </li>
        ))}
        {(method.industryGroups ?? []).map(({ name, divisions }) => (
          <li key={name} className={styles.extra}>
            <span>{name}</span>
            <span className={styles.quiet}>{words.groupOf(divisions.join(' · '))}</span>
          </li>
        ))}
        <li className={styles.extra}>
          <span>{words.missingRow}</span>
          {isClosed ? (
            <Tag>{method.whenMissing === 'unrated' ? words.missingUnrated : words.missingMean}</Tag>
          ) : (
            <Select
              look="small"
              label={words.missingRow}
              value={method.whenMissing}
              options={[
                { value: 'unrated', label: words.missingUnrated },
                { value: 'tier-mean-points', label: words.missingMean },
              ]}
              onChoose={(whenMissing) => change('whenMissing', { ...method, whenMissing })}
            />
          )}
        </li>
        <li className={styles.extra}>
          <span>{words.ties}</span>
          {isClosed ? (
            <Tag>{words.tie[method.ties]}</Tag>
          ) : (
            <Select
              look="small"
              label={words.ties}
              value={method.ties}
              options={(['better-class', 'worse-class'] as const).map((value) => ({ value, label: words.tie[value] }))}
              onChoose={(ties) => change('ties', { ...method, ties })}
            />
          )}
        </li>
        <MethodOccupancy editor={editor} />
      </ul>
    </Section>
  );
}

type Extra = NonNullable<EvaluationMethod[Part]>[number];
function whenWords(say: Words, extra: Extra): string {
  if ('when' in extra) {
    const words = conditionWords(say, extra.when);
    // A mark that is called like the rule says nothing new.
    return 'mark' in extra.when && extra.when.mark === extra.name ? '' : words;
  }
  const { evaluation } = say.text;
  return evaluation.counted(signed(say.format, extra.first), signed(say.format, extra.more));
}

/** What it does: a factor, points, the best class that is left, or no class at all. */
function ExtraValue({ editor, part, index }: ExtrasProps & { readonly part: Part; readonly index: number }) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const { method, change, faults, isClosed } = editor;
  const place = `${part}[${index}]`;
  if (part === 'exemptions') return <Tag>{words.exempt}</Tag>;
  if (part === 'vetoes') {
    const veto = method.vetoes?.[index];
    return veto ? <Tag tone="error">{words.vetoTo(veto.class)}</Tag> : null;
  }
  if (part === 'coefficients') {
    const each = method.coefficients?.[index];
    if (!each) return null;
    if (isClosed) return <b>{words.factor(format.number(each.factor, 2))}</b>;
    const put = (factor: number) => ({
      ...method,
      coefficients: (method.coefficients ?? []).map((other, at) => (at === index ? { ...other, factor } : other)),
    });
    return (
      <NumberField
        className={styles.short}
        label={words.valueOf(each.name)}
        value={each.factor}
        fault={faults.at(`${place}.factor`)}
        onChange={(factor) => change(`${place}.factor`, put(factor))}
      />
    );
  }
  const each = method.adjustments?.[index];
  if (!each) return null;
  if (!('points' in each)) return <Tag>{words.counts[each.count]}</Tag>;
  if (isClosed) return <b>{signed(format, each.points)}</b>;
  const put = (points: number) => ({
    ...method,
    adjustments: (method.adjustments ?? []).map((other, at) =>
      at === index && 'points' in other ? { ...other, points } : other,
    ),
  });
  return (
    <NumberField
      className={styles.short}
      label={words.valueOf(each.name)}
      value={each.points}
      onChange={(points) => change(`${place}.points`, put(points))}
    />
  );
}
