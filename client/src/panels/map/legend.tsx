import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClassNames } from '../../api/class-names.ts';
import { constraintLayersQuery } from '../../api/constraints.ts';
import { useCurrent } from '../../api/current.ts';
import { tallyQuery } from '../../api/queries.ts';
import { constraintLegend } from '../../map/layers/constraints.ts';
import { findingLegend } from '../../map/layers/findings.ts';
import { classPaint } from '../../map/palette.ts';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Swatch } from '../../ui/swatch.tsx';
import { filterText } from '../../url/filter.ts';
import { type ClassKey, isKnownClass, UNRATED, useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import styles from './legend.module.css';
import { legendSums } from './legend-sums.ts';

/** The legend is the filter: a row switches its class. Counts answer to every other part of the filter. */
export function Legend() {
  const { text, format } = useText();
  const { view, setView } = useView();
  const { jurisdiction, year } = useCurrent();
  const classes = useClassNames();
  const [isOpen, setOpen] = useState(false);
  const ask =
    jurisdiction && year !== null
      ? { jurisdiction: jurisdiction.code, year, by: 'class' as const, filter: filterText(view, ['off']) }
      : null;
  const { data: tally, isPlaceholderData } = useQuery(tallyQuery(ask));
  const { data: layers } = useQuery(constraintLayersQuery(jurisdiction?.code ?? null));
  const drawn = (['control-line', ...constraintLegend] as const).filter(
    (kind) => !view.hide.includes(kind) && layers?.items.some((layer) => layer.kind === kind),
  );
  const sums = tally ? legendSums(tally, classes, view.off) : null;
  const figures = (sum: { parcels: number; mu: number } | undefined) => (
    <>
      <span className={cx(isPlaceholderData && styles.stale)}>{sum ? format.number(sum.parcels) : ''}</span>
      <span className={cx(isPlaceholderData && styles.stale)}>{sum ? format.number(sum.mu) : ''}</span>
    </>
  );
  return (
    <section className={cx(styles.legend, isOpen && styles.open)} aria-label={text.map.legend}>
      <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'down' : 'layers'} size={14} />
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
        {classes.map((key) => (
          <ClassRow key={key} name={key} classes={classes}>
            {figures(sums?.classes[key])}
          </ClassRow>
        ))}
        <ViewLink className={styles.total} patch={{ job: 'find', tab: 'all' }} title={text.map.openAll}>
          <span />
          <span>{text.common.total}</span>
          {figures(sums?.total)}
        </ViewLink>
        {findingLegend.map((kind) => (
          <button
            key={kind}
            type="button"
            className={cx(styles.row, view.finding === kind && styles.chosen)}
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
        {drawn.map((kind) => (
          <div key={kind} className={styles.row}>
            <Swatch kind={kind} />
            <span className={styles.wide}>{text.map.switchable[kind]}</span>
          </div>
        ))}
      </div>
    </section>
  );
}

type ClassRowProps = {
  readonly name: ClassKey;
  readonly classes: readonly ClassKey[];
  readonly children: React.ReactNode;
};

/** One class: the whole row switches it. */
function ClassRow({ name, classes, children }: ClassRowProps) {
  const { text } = useText();
  const { view, setView } = useView();
  const isOff = view.off.includes(name);
  const toggle = () =>
    setView({
      off: isOff
        ? view.off.filter((each) => each !== name)
        : classes.filter((each) => each === name || view.off.includes(each)),
    });
  const words = isKnownClass(name) ? `${name === UNRATED ? ' · ' : ' '}${text.common.classes[name]}` : '';
  return (
    <button
      type="button"
      className={cx(styles.row, isOff && styles.off)}
      aria-pressed={!isOff}
      onClick={() => void toggle()}
    >
      <Swatch kind={isKnownClass(name) ? name : classPaint(name, classes)} isOff={isOff} />
      <span>
        {name === UNRATED ? text.common.classU : name}
        <span className={styles.classWord}>{words}</span>
      </span>
      {children}
    </button>
  );
}
