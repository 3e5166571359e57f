import { useClassNames } from '../../api/class-names.ts';
import { chosenOften, pen } from '../../map/map-state.ts';
import { classPaint } from '../../map/palette.ts';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { useIsPhone } from '../../ui/is-phone.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { isKnownClass, UNRATED, useView } from '../../url/view.ts';
import styles from './zone-legend.module.css';

/** The legend while zones are drawn: classes in one row, and what the lines of the draft say. Room is the map's. */
export function ZoneLegend() {
  const { text } = useText();
  const { view, setView } = useView();
  const classes = useClassNames();
  const often = chosenOften.use();
  const isPhone = useIsPhone();
  const inHand = pen.use();
  const toggle = (name: (typeof classes)[number]) =>
    setView({
      off: view.off.includes(name)
        ? view.off.filter((each) => each !== name)
        : classes.filter((each) => each === name || view.off.includes(each)),
    });
  // Whoever draws on a phone needs the map itself.
  if (isPhone && inHand) return null;
  return (
    <section className={styles.legend} aria-label={text.map.legend}>
      <div className={styles.row}>
        {classes.map((name) => {
          const isOff = view.off.includes(name);
          return (
            <button
              key={name}
              type="button"
              className={cx(isOff && styles.off)}
              aria-pressed={!isOff}
              onClick={() => void toggle(name)}
            >
              <Swatch kind={isKnownClass(name) ? name : classPaint(name, classes)} isOff={isOff} />
              {name === UNRATED ? text.common.classU : name}
            </button>
          );
        })}
      </div>
      <div className={styles.row}>
        <span>
          <i className={styles.line} />
          {text.zones.lines.draft}
        </span>
        <span>
          <i className={cx(styles.line, styles.dashed)} />
          {text.zones.lines.touched}
        </span>
        {often && (
          <span>
            <i className={styles.often} />
            {text.zones.lines.often}
          </span>
        )}
      </div>
    </section>
  );
}
