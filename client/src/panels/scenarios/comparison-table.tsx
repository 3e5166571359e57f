import type { ScenarioComparison } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { SheetHead, SheetTable } from '../../ui/page.tsx';
import styles from './comparison.module.css';
import { COSTS, signedWords, toldFigure } from './figure-words.ts';
import { scenarioColour } from './scenario-look.ts';

type TableProps = { readonly comparison: ScenarioComparison };
type RowOf = ScenarioComparison['rows'][number];

/** Every figure of every scenario, and by how much each differs from the first. */
export function ComparisonTable({ comparison: { scenarios, rows } }: TableProps) {
  const { text } = useText();
  const words = text.scenarios;
  return (
    <section>
      <SheetHead title={words.title} />
      <SheetTable label={words.title} className={styles.table ?? ''}>
        <thead>
          <tr>
            <th scope="col">{words.figure}</th>
            {scenarios.map(({ id, name }, place) => (
              <th key={id} scope="col" colSpan={place === 0 ? 1 : 2}>
                <span className={styles.swatch} style={{ background: scenarioColour(place) }} />
                {name}
                {place === 0 && <small> {words.first}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.figure} row={row} scenarios={scenarios} />
          ))}
        </tbody>
      </SheetTable>
    </section>
  );
}

type RowProps = { readonly row: RowOf; readonly scenarios: ScenarioComparison['scenarios'] };

function Row({ row: { figure, values, differences }, scenarios }: RowProps) {
  const { text, format } = useText();
  const words = text.scenarios;
  return (
    <tr data-count={values.length}>
      <th scope="row">
        {words.figures[figure]} <small>{words.units[figure]}</small>
      </th>
      {scenarios.map(({ figures }, place) => {
        const difference = differences[place] ?? null;
        const key = `${figure}-${place}`;
        const gridColumn = place + 1;
        const cell = (
          <td key={key} className={styles.value} style={{ gridColumn }}>
            <span className={cx(styles.swatch, styles.narrow)} style={{ background: scenarioColour(place) }} />
            {toldFigure(format, words, figure, figures)}
          </td>
        );
        if (place === 0) return cell;
        return [
          cell,
          <td
            key={`${key}-difference`}
            style={{ gridColumn }}
            className={cx(
              styles.difference,
              difference !== null && toneOf(figure, signedWords(format, figure, difference)),
            )}
          >
            {difference === null ? '' : signedWords(format, figure, difference)}
          </td>,
        ];
      })}
    </tr>
  );
}

const NEUTRAL: ReadonlySet<string> = new Set(['parcels', 'muHundredths', 'energyTce']);

/** Better or worse than the first as it is printed, where a figure says which is which. */
function toneOf(figure: RowOf['figure'], printed: string): string | undefined {
  if (NEUTRAL.has(figure) || !/[1-9]/.test(printed)) return undefined;
  return printed.startsWith('+') === COSTS.has(figure) ? styles.worse : styles.better;
}
