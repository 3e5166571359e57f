import type { ReactNode } from 'react';
import { useText } from '../../text/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Tag } from '../../ui/parts.tsx';
import { ExtraDetails } from './extra-details.tsx';
import type { Extra, ExtraPart } from './extras.ts';
import styles from './method.module.css';
import { conditionWords, signed, type Words } from './method-words.ts';
import { FieldFault } from './number-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

type ExtraRowProps = {
  readonly extra: Extra;
  readonly part: ExtraPart;
  readonly index: number;
  readonly editor: MethodEditor;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

/** One rule for single enterprises: what it is called, when it holds and what it does; opened, all of it can be changed. */
export function ExtraRow({ extra, part, index, editor, isOpen, onToggle }: ExtraRowProps) {
  const { text, format, language } = useText();
  const say = { text, format, language };
  const when = whenWords(say, extra);
  return (
    <>
      <div className={styles.extra}>
        <span title={when}>
          {extra.name}
          {when !== '' && <small>{when}</small>}
        </span>
        {doesWhat(say, extra)}
        <IconButton
          icon="down"
          size="small"
          className={cx(styles.more, isOpen && styles.moreOpen)}
          label={text.method.detailsOf(extra.name)}
          aria-expanded={isOpen}
          onClick={onToggle}
        />
      </div>
      {isOpen ? (
        <ExtraDetails extra={extra} part={part} index={index} editor={editor} onRemoved={onToggle} />
      ) : (
        <FieldFault>{editor.faults.under(`${part}[${index}]`)}</FieldFault>
      )}
    </>
  );
}

function whenWords(say: Words, extra: Extra): string {
  if ('when' in extra) {
    const words = conditionWords(say, extra.when);
    // A mark that is called like the rule says nothing new.
    return 'mark' in extra.when && extra.when.mark === extra.name ? '' : words;
  }
  const { evaluation } = say.text;
  return evaluation.counted(signed(say.format, extra.first), signed(say.format, extra.more));
}

/** A factor, points, the best class that is left, or no class at all. */
function doesWhat({ text: { evaluation: words }, format }: Words, extra: Extra): ReactNode {
  if ('factor' in extra) return <b>{words.factor(format.number(extra.factor, 2))}</b>;
  if ('points' in extra) return <b>{signed(format, extra.points)}</b>;
  if ('class' in extra) return <Tag tone="error">{words.vetoTo(extra.class)}</Tag>;
  return <Tag>{'count' in extra ? words.counts[extra.count] : words.exempt}</Tag>;
}
