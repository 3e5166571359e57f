import type { EvaluationMethod, TierDistribution } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/choices.tsx';
import { Explain } from '../../ui/explain.tsx';
import { Section } from '../../ui/panel.tsx';
import { ClassChip } from '../../ui/parts.tsx';
import { ClassNames } from './class-names.tsx';
import styles from './method.module.css';
import { cutWords, scoreRange } from './method-words.ts';
import { FieldFault, NumberField } from './number-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

type Cut = EvaluationMethod['classes'][number];
type MethodCutsProps = {
  readonly editor: MethodEditor;
  /** What the method gave, or the draft would; the number of enterprises in each class is its. */
  readonly distribution: TierDistribution | undefined;
};

/** Where the classes are cut: by share of the ranking or by score, with what that gave. */
export function MethodCuts({ editor, distribution }: MethodCutsProps) {
  const { evaluation: words, method: edit } = useText().text;
  const { method, change, faults, isClosed, open, setOpen } = editor;
  const isByScore = method.classes.some((cut) => 'fromScore' in cut);
  const rows = method.classes.map((_, index) => ({ place: `classes[${index}]`, index }));
  const put = (index: number, cut: Cut, place: string) =>
    change(place, { ...method, classes: method.classes.map((each, at) => (at === index ? cut : each)) });
  return (
    <Section
      title={words.cuts}
      explain={<Explain of="cut" />}
      note={
        isClosed ? (
          isByScore ? (
            words.byScore
          ) : (
            words.byShare
          )
        ) : (
          <Segmented
            className={styles.small}
            label={words.cutBy}
            value={isByScore ? 'score' : 'share'}
            choices={[
              { value: 'share', label: words.byShare },
              { value: 'score', label: words.byScore },
            ]}
            onChoose={(by) => change('classes', { ...method, classes: cutBy(by, method.classes, distribution) })}
          />
        )
      }
    >
      <ul className={styles.cuts}>
        {rows.map(({ place, index }) => (
          <li key={place}>
            <CutRow
              editor={editor}
              index={index}
              distribution={distribution}
              onChange={(next) => put(index, next, place)}
            />
            <FieldFault>
              {faults.at(`${place}.${isByScore ? 'fromScore' : 'throughShare'}`) ?? faults.at(`${place}.name`)}
            </FieldFault>
          </li>
        ))}
      </ul>
      <FieldFault>{faults.at('classes')}</FieldFault>
      {!isClosed && (
        <Button
          kind="text"
          size="small"
          className={styles.act}
          aria-expanded={open === 'classes'}
          onClick={() => setOpen(open === 'classes' ? null : 'classes')}
        >
          {edit.classNames}
        </Button>
      )}
      {!isClosed && open === 'classes' && <ClassNames editor={editor} />}
    </Section>
  );
}

type CutRowProps = MethodCutsProps & { readonly index: number; readonly onChange: (cut: Cut) => void };

function CutRow({ editor, index, distribution, onChange }: CutRowProps) {
  const { text, format, language } = useText();
  const { evaluation: words } = text;
  const { classes } = editor.method;
  const cut = classes[index];
  if (!cut) return null;
  const least = (name: string | undefined) =>
    distribution?.cuts.find((each) => each.class === name && each.group === null)?.leastScore ?? null;
  const isLast = index === classes.length - 1;
  const count = distribution?.classes.find((each) => each.class === cut.name)?.enterprises;
  const scores =
    'throughShare' in cut && distribution && distribution.groups.length === 0 && least(cut.name) !== null
      ? scoreRange(words, format, isLast ? null : least(cut.name), index === 0 ? null : least(classes[index - 1]?.name))
      : '';
  return (
    <div className={styles.cut}>
      <ClassChip value={cut.name} />
      <span className={styles.cutWords}>{cutWords({ text, format, language }, classes, index)}</span>
      <span className={styles.cutScores}>{scores}</span>
      {isLast || editor.isClosed ? (
        <span />
      ) : 'throughShare' in cut ? (
        <NumberField
          label={words.throughOf(cut.name)}
          value={cut.throughShare * 100}
          suffix="%"
          fault={editor.faults.at(`classes[${index}].throughShare`)}
          onChange={(percent) => onChange({ ...cut, throughShare: Number((percent / 100).toFixed(6)) })}
        />
      ) : (
        <NumberField
          label={words.fromScoreOf(cut.name)}
          value={cut.fromScore}
          fault={editor.faults.at(`classes[${index}].fromScore`)}
          onChange={(fromScore) => onChange({ ...cut, fromScore })}
        />
      )}
      <b>{count === undefined ? '' : words.firms(format.number(count))}</b>
    </div>
  );
}

/** The same classes cut the other way, as near as can be to what they hold now. */
function cutBy(by: 'share' | 'score', classes: readonly Cut[], distribution: TierDistribution | undefined): Cut[] {
  const last = classes.length - 1;
  const counts = classes.map(({ name }) => distribution?.classes.find((each) => each.class === name)?.enterprises ?? 0);
  const rated = Math.max(1, distribution?.rated ?? 1);
  let through = 0;
  return classes.map((cut, index) => {
    through += (counts[index] ?? 0) / rated;
    if (by === 'score') {
      const least = distribution?.cuts.find((each) => each.class === cut.name)?.leastScore ?? null;
      const fallback = 100 - ((index + 1) * 100) / classes.length;
      return { name: cut.name, fromScore: index === last ? null : Number((least ?? fallback).toFixed(2)) };
    }
    const even = (index + 1) / classes.length;
    return {
      name: cut.name,
      throughShare: index === last ? 1 : Math.round((through > 0 ? through : even) * 200) / 200,
    };
  });
}
