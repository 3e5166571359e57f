import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { tallyQuery } from '../../api/queries.ts';
import { findingLegend } from '../../map/layers/findings.ts';
import { parcelLegend } from '../../map/layers/parcels.ts';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Swatch } from '../../ui/swatch.tsx';
import { filterText } from '../../url/filter.ts';
import { CLASS_KEYS, type ClassKey, useView } from '../../url/view.ts';
import styles from './legend.module.css';
import { legendSums } from './legend-sums.ts';

/** The legend is the filter: a row switches its class. Counts answer to every other part of the filter. */
export function Legend() {
  const { text, format, language } = useText();
  const { view, setView } = useView();
  const { jurisdiction, year } = useCurrent();
  const [isOpen, setOpen] = useState(false);
  const ask =
    jurisdiction && year !== null
      ? { jurisdiction: jurisdiction.code, year, by: 'class' as const, filter: filterText(view, ['off']) }
      : null;
  const { data: tally, isPlaceholderData } = useQuery(tallyQuery(ask));
  const sums = tally ? legendSums(tally, view.off) : null;
  const toggle = (key: ClassKey) => {
    const off = view.off.includes(key)
      ? view.off.filter((each) => each !== key)
      : CLASS_KEYS.filter((each) => each === key || view.off.includes(each));
    void setView({ off });
  };
  const figures = (sum: { parcels: number; mu: number } | undefined) => (
    <>
      <span className={cx(isPlaceholderData && styles.stale)}>{sum ? format.number(sum.parcels) : ''}</span>
      <span className={cx(isPlaceholderData && styles.stale)}>{sum ? format.number(sum.mu) : ''}</span>
    </>
  );
  const className = (key: ClassKey) => (key === 'U' ? text.common.classU : key);
  return (
    <section
      className={cx(styles.legend, language === 'en' && styles.english, isOpen && styles.open)}
      aria-label={text.map.legend}
    >
      <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="layers" size={14} />
        {text.map.legend}
      </button>
      <div className={styles.body}>
        <div className={styles.head}>
          <span />
          <span>
            {text.map.legend}
            <em className={styles.classWord}> · {text.map.legendClass}</em>
          </span>
          <span>{text.common.units.parcels}</span>
          <span>{text.common.units.mu}</span>
        </div>
        {parcelLegend.map((key) => {
          const isOff = view.off.includes(key);
          return (
            <button
              key={key}
              type="button"
              className={cx(styles.row, isOff && styles.off)}
              aria-pressed={!isOff}
              onClick={() => toggle(key)}
            >
              <Swatch kind={key} isOff={isOff} />
              <span>
                {className(key)}
                <span className={styles.classWord}>
                  {key === 'U' ? ' · ' : ' '}
                  {text.common.classes[key]}
                </span>
              </span>
              {figures(sums?.classes[key])}
            </button>
          );
        })}
        <div className={styles.total}>
          <span />
          <span>{text.common.total}</span>
          {figures(sums?.total)}
        </div>
        {findingLegend.map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles.row}
            aria-pressed={view.finding === kind}
            onClick={() => void setView({ finding: view.finding === kind ? null : kind })}
          >
            <Swatch kind={kind} />
            <span>
              {text.map.findingRows[kind]}
              {kind === 'suspected-idle' && <span className={styles.classWord}>{text.map.suspected}</span>}
            </span>
            {figures(sums?.findings[kind])}
          </button>
        ))}
        {!view.hide.includes('control-line') && (
          <div className={styles.row}>
            <Swatch kind="control-line" />
            <span className={styles.wide}>{text.map.controlLine}</span>
          </div>
        )}
      </div>
    </section>
  );
}
