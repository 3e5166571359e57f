import { useText } from '../../text/use-text.ts';
import { Select } from '../../ui/choices.tsx';
import { Explain } from '../../ui/explain.tsx';
import { Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/parts.tsx';
import { AddExtra } from './add-extra.tsx';
import { ExtraRow } from './extra-row.tsx';
import { EXTRA_PARTS } from './extras.ts';
import styles from './method.module.css';
import { MethodOccupancy } from './method-occupancy.tsx';
import type { MethodEditor } from './use-evaluation.ts';

type ExtrasProps = { readonly editor: MethodEditor };

/** Coefficients, bonuses and deductions, vetoes and exemptions, and what becomes of an enterprise whose figures are missing. */
export function MethodExtras({ editor }: ExtrasProps) {
  const { evaluation: words } = useText().text;
  const { method, isClosed, open, setOpen } = editor;
  const rows = EXTRA_PARTS.flatMap((part) =>
    (method[part] ?? []).map((extra, index) => ({ extra, part, index, place: `${part}[${index}]` })),
  );
  return (
    <Section title={words.extras} explain={<Explain of="score" />}>
      <ul className={styles.extras}>
        {rows.map(({ place, ...row }) => (
          <li key={place}>
            <ExtraRow
              {...row}
              editor={editor}
              isOpen={open === place}
              onToggle={() => setOpen(open === place ? null : place)}
            />
          </li>
        ))}
        {!isClosed && (
          <li>
            <AddExtra editor={editor} />
          </li>
        )}
        <MissingAndTies editor={editor} />
        <MethodOccupancy editor={editor} />
      </ul>
    </Section>
  );
}

function MissingAndTies({ editor: { method, change, isClosed } }: ExtrasProps) {
  const { evaluation: words } = useText().text;
  return (
    <>
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
    </>
  );
}
