import { PENS, type Pen, pen } from '../../map/map-state.ts';
import { useText } from '../../text/use-text.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import styles from './zones-panel.module.css';

const ICONS: Record<Pen, IconName> = {
  draw: 'pen',
  cut: 'cut',
  edit: 'corners',
  click: 'pick',
  box: 'box',
  lasso: 'lasso',
  lock: 'lock',
};
/** Pens that change ground, of which there must be some. */
const NEEDS_GROUND: readonly Pen[] = ['cut', 'edit'];

/** The pens, of which one at most is in hand. The same button puts it down. */
export function PenBar({ hasGround }: { readonly hasGround: boolean }) {
  const { text } = useText();
  const inHand = pen.use();
  return (
    <div className={styles.pens} role="toolbar" aria-label={text.zones.tools}>
      {PENS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={inHand === each}
          disabled={!hasGround && NEEDS_GROUND.includes(each)}
          onClick={() => pen.set(inHand === each ? null : each)}
        >
          <Icon name={ICONS[each]} />
          {text.zones.pens[each]}
        </button>
      ))}
    </div>
  );
}
