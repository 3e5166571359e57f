import { useText } from '../../text/use-text.ts';
import { Section } from '../../ui/panel.tsx';
import { Hint } from '../../ui/parts.tsx';
import styles from './method.module.css';
import { TextField } from './text-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

/** What the method is called, and where its weights, baselines and cuts come from. */
export function MethodNote({ editor: { method, change, faults, isClosed } }: { readonly editor: MethodEditor }) {
  const { evaluation, method: words } = useText().text;
  return (
    <Section title={evaluation.notes}>
      {isClosed ? (
        <>
          <p className={styles.methodName} lang="zh-CN">
            {method.name}
          </p>
          <Hint>
            <span lang="zh-CN">{method.note}</span>
          </Hint>
        </>
      ) : (
        <div className={styles.note}>
          <TextField
            label={evaluation.name}
            value={method.name}
            maxLength={100}
            fault={faults.at('name')}
            onChange={(name) => change('name', { ...method, name })}
          />
          <TextField
            label={words.note}
            value={method.note}
            maxLength={2000}
            rows={4}
            fault={faults.at('note')}
            placeholder={words.noteHint}
            onChange={(note) => change('note', { ...method, note })}
          />
        </div>
      )}
    </Section>
  );
}
