import type { Programme, Target } from '@yima-guandi/server/contract';
import { Fragment } from 'react';
import { useText } from '../../text/use-text.ts';
import { Explain } from '../../ui/explain.tsx';
import { SheetHead, SheetTable } from '../../ui/page.tsx';
import { ClauseCell } from './clause-cell.tsx';
import styles from './programme.module.css';
import { groupTargets, targetWords } from './rule-words.ts';

type Part = { readonly programme: Programme };

/** Targets by what they measure. Unlike measures and bases stand apart and are never added. */
export function Targets({ programme }: Part) {
  const { text } = useText();
  const { programme: words } = text;
  return (
    <section>
      <SheetHead title={words.targets} explain={<Explain of="target" />} />
      <SheetTable label={words.targets}>
        <thead>
          <tr>
            <th scope="col">{words.measureHead}</th>
            <th scope="col">{words.target}</th>
            <th scope="col">{words.period}</th>
            <th scope="col">{words.clause}</th>
          </tr>
        </thead>
        <tbody>
          {groupTargets(programme.targets).map(({ group, targets }) => (
            <Fragment key={group}>
              <tr className={styles.group}>
                <th colSpan={4} scope="rowgroup">
                  {words.measureGroup[group]}
                </th>
              </tr>
              {targets.map((target) => (
                <TargetRow key={target.id} target={target} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </SheetTable>
    </section>
  );
}

function TargetRow({ target }: { readonly target: Target }) {
  const { text } = useText();
  const { programme: words } = text;
  return (
    <tr>
      <td>
        {words.measure[target.measure]}
        {target.scope && (
          <small className={styles.scope} lang="zh-CN">
            {target.scope}
          </small>
        )}
      </td>
      <td className={styles.strong} title={target.wording === '' ? words.bareFigure : words.wording(target.wording)}>
        {targetWords(text, target)}
      </td>
      <td>
        {words.years(target.from, target.to)}
        <small className={styles.scope}>{words.basis[target.basis]}</small>
      </td>
      <td>
        <ClauseCell clause={target.clause} />
      </td>
    </tr>
  );
}

/** Targets on what this product does not measure, so that the programme can be read whole. */
export function FurtherTargets({ programme }: Part) {
  const { text } = useText();
  const { programme: words } = text;
  if (programme.furtherTargets.length === 0) return null;
  return (
    <section className={styles.notes}>
      <SheetHead title={words.furtherTargets} note={words.furtherHint} />
      <SheetTable label={words.furtherTargets}>
        <tbody>
          {programme.furtherTargets.map((target) => (
            <tr key={target.id}>
              <td lang="zh-CN">{target.name}</td>
              <td className={styles.strong}>
                {words.targetValue[target.comparator](
                  `${target.value.toLocaleString('en-US')}${target.valueTo === undefined ? '' : `–${target.valueTo.toLocaleString('en-US')}`} ${target.unit}`,
                )}
              </td>
              <td>
                {words.years(target.from, target.to)} · {words.basis[target.basis]}
              </td>
              <td>
                <ClauseCell clause={target.clause} />
              </td>
            </tr>
          ))}
        </tbody>
      </SheetTable>
    </section>
  );
}
