import type { Tally } from '@yima-guandi/server/contract';
import { FINDING_KINDS } from '@yima-guandi/server/domain';
import { useText } from '../../text/use-text.ts';
import { useView } from '../../url/view.ts';
import styles from './find-panel.module.css';

/** The kinds of finding that there are here, with their counts. None chosen: what could be freed, low-efficiency or suspected idle. */
export function KindChips({ tally }: { readonly tally: Tally | undefined }) {
  const { text, format } = useText();
  const { view, setView } = useView();
  const { find, common } = text;
  const count = (kind: (typeof FINDING_KINDS)[number]) => tally?.kinds.find((each) => each.kind === kind)?.sum.parcels;
  const chips = [
    { kind: null, label: find.potential, title: find.potentialHint, parcels: tally?.total.potential.parcels },
    ...FINDING_KINDS.filter((kind) => count(kind) !== 0 || view.finding === kind).map((kind) => ({
      kind,
      label: common.findings[kind],
      title: undefined,
      parcels: count(kind),
    })),
  ];
  return (
    <fieldset className={styles.kinds} aria-label={find.kinds}>
      {chips.map(({ kind, label, title, parcels }) => (
        <button
          key={label}
          type="button"
          className={styles.kind}
          title={title}
          aria-pressed={view.finding === kind}
          onClick={() => void setView({ finding: kind, tab: null })}
        >
          {label}
          <span>{parcels === undefined ? '' : format.number(parcels)}</span>
        </button>
      ))}
    </fieldset>
  );
}
