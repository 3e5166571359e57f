import type { ParcelFate, ScenarioRemeasure } from '@yima-guandi/server/contract';
import { groupCode } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { STRIP_FIGURES, signedWords, toldFigure } from './figure-words.ts';
import styles from './scenario-page.module.css';

type FatesProps = { readonly fates: readonly ParcelFate[]; readonly isBrief?: boolean };

/** Which counted parcels are no longer what they were when the scenario was measured; folded where there is little room. */
export function ScenarioFates({ fates, isBrief = false }: FatesProps) {
  const { text, format } = useText();
  const words = text.scenarios;
  if (fates.length === 0) return null;
  return (
    <details className={styles.fates} open={!isBrief}>
      <summary>{words.fatesTitle(format.number(fates.length))}</summary>
      <ul>
        {fates.map(({ code, fate, muHundredths, now }) => (
          <li key={code}>
            {groupCode(code)} · {format.muExact(muHundredths)} {words.units.muHundredths} · {words.fates[fate]}
            {fate === 'split' &&
              ` → ${now
                .filter((each) => each !== code)
                .map(groupCode)
                .join('、')}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What a measure on newer data may change: what the strip shows, and how much land is counted at all. */
const REMEASURED = [...STRIP_FIGURES, 'muHundredths'] as const;

type NoteProps = { readonly remeasure: ScenarioRemeasure; readonly isBrief?: boolean };

/** What a new measure has changed, figure by figure. */
export function RemeasureNote({ remeasure, isBrief = false }: NoteProps) {
  const { before, after, fates, added, left } = remeasure;
  const { text, format } = useText();
  const words = text.scenarios;
  const changed = REMEASURED.flatMap((figure) => {
    const [was, is] = [before.figures[figure], after.figures[figure]];
    if (was === is) return [];
    const by = was === null || is === null ? '' : ` (${signedWords(format, figure, is - was)})`;
    const [told, tells] = [before, after].map(({ figures }) => toldFigure(format, words, figure, figures));
    return [`${words.figures[figure]} ${told} → ${tells}${by}`];
  });
  const parts = [
    ...changed,
    ...(added.length > 0 ? [words.added(format.number(added.length))] : []),
    ...(left.length > 0 ? [words.left(format.number(left.length))] : []),
  ];
  return (
    <>
      <p className={styles.remeasured} role="status">
        <b>{words.remeasured(format.grouped(before.revision), format.grouped(after.revision))}</b>{' '}
        {parts.length > 0 ? parts.join(' · ') : words.noDifference}
      </p>
      <ScenarioFates fates={fates} isBrief={isBrief} />
    </>
  );
}
