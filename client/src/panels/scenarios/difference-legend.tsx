import type { ScenarioComparison } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { token } from '../../theme/tokens.ts';
import styles from './comparison.module.css';
import { bitsKind, scenarioColour } from './scenario-look.ts';

/** What the colours of the difference map mean, with how many parcels bear each. */
export function DifferenceLegend({ comparison: { scenarios, parcels } }: { readonly comparison: ScenarioComparison }) {
  const { text, format } = useText();
  const words = text.scenarios;
  const counts = new Map<'all' | 'some' | number, number>();
  for (const parcel of parcels) {
    const kind = bitsKind(parcel.in, scenarios.length);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const lines = [
    { key: 'all' as const, label: words.differenceAll, colour: token('sc-all') },
    { key: 'some' as const, label: words.differenceSome(scenarios.length > 3 ? '2–3' : '2'), colour: token('sc-some') },
    ...scenarios.map(({ name }, place) => ({
      key: place,
      label: words.differenceOnly(name),
      colour: scenarioColour(place),
    })),
  ];
  return (
    <ul className={styles.legend}>
      {lines
        .filter(({ key }) => counts.has(key))
        .map(({ key, label, colour }) => (
          <li key={key}>
            <span className={styles.swatch} style={{ background: colour }} />
            {label}
            <b>
              {format.number(counts.get(key))} {text.common.units.parcels}
            </b>
          </li>
        ))}
    </ul>
  );
}
