import type { ZoneMeasure } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { Section } from '../../ui/panel.tsx';
import { Hint, KeyValue, type KeyValueRow } from '../../ui/parts.tsx';
import styles from './zone-lists.module.css';

/** Everything else that the zone would bring: what is given up, caught by mistake, in conflict, and what the land would yield. */
export function ZoneEffects({ measure }: { readonly measure: ZoneMeasure }) {
  const { text, format } = useText();
  const words = text.zones;
  const mu = (hundredths: number) => `${format.muExact(hundredths)} ${words.units.mu}`;
  const land = (key: string, label: string, of: { parcels: number; muHundredths: number }): KeyValueRow => ({
    key,
    label,
    value: `${format.number(of.parcels)} ${words.units.parcels} · ${mu(of.muHundredths)}`,
  });
  const figure = (
    key: string,
    label: string,
    of: ZoneMeasure['employees'],
    unit: string,
    decimals = 0,
  ): KeyValueRow => ({
    key,
    label,
    value:
      of.sum === null
        ? text.common.noData
        : `${format.number(of.sum, decimals)} ${unit}${of.unknownParcels > 0 ? ` · ${words.unknownOf(format.number(of.unknownParcels))}` : ''}`,
    unknown: of.sum === null,
  });
  const chosen = measure.counts.find(({ rule }) => rule === measure.counting);
  const className = (name: string | null) => name ?? text.common.classU;
  const { tax, noTaxBecause, farRatio, floorAreaM2, presentFloorAreaM2 } = measure.yield;
  return (
    <div className={styles.effects}>
      <Section title={words.effects.givenUp}>
        <KeyValue
          rows={[
            figure('added', words.figures.addedValue, measure.addedValue10kYuan, words.units.tenK),
            figure('energy', words.figures.energy, measure.energyTce, words.units.tce),
            {
              key: 'carbon',
              label: words.figures.carbon,
              value:
                measure.carbon.t === null
                  ? text.common.noData
                  : `${format.number(measure.carbon.t)} ${words.units.carbon} · ${words.effects.factor(format.decimal(measure.carbon.factorTPerTce))}`,
              unknown: measure.carbon.t === null,
            },
            ...measure.enterprises.classes.map(({ class: name, enterprises }) => ({
              key: `firms-${name}`,
              label: `${words.figures.enterprises} ${className(name)}`,
              value: `${format.number(enterprises)} ${words.units.owners}`,
            })),
          ]}
        />
      </Section>
      <Section title={words.effects.land}>
        <KeyValue
          rows={[
            { key: 'ground', label: words.effects.ground, value: mu(measure.groundMuHundredths) },
            ...(chosen
              ? [
                  {
                    key: 'certified',
                    label: words.figures.certified,
                    value: `${mu(chosen.certified.muHundredths)}${chosen.certified.parcelsWithout > 0 ? ` · ${words.effects.without(format.number(chosen.certified.parcelsWithout))}` : ''}`,
                  },
                  { key: 'measured', label: words.figures.measured, value: mu(chosen.measuredMuHundredths) },
                  land('pending', words.effects.pending, chosen.pending),
                ]
              : []),
            ...measure.classes.map(({ class: name, ...of }) => land(`class-${name}`, className(name), of)),
            { key: 'compact', label: words.figures.compactness, value: format.ratio(measure.compactness) },
          ]}
        />
      </Section>
      <Section title={words.effects.findings} note={words.effects.findingsNote}>
        {measure.findings.length === 0 ? (
          <Hint>{words.effects.none}</Hint>
        ) : (
          <KeyValue rows={measure.findings.map(({ kind, ...of }) => land(kind, text.common.findings[kind], of))} />
        )}
      </Section>
      <Section title={words.effects.caught}>
        {measure.goodLand.length === 0 ? (
          <Hint>{words.effects.noneCaught}</Hint>
        ) : (
          <KeyValue
            rows={measure.goodLand.map(({ class: name, ...of }) =>
              land(`good-${name}`, words.effects.classLand(name), of),
            )}
          />
        )}
      </Section>
      <Section title={words.effects.conflicts}>
        <KeyValue
          rows={[
            {
              key: 'outside',
              label: words.figures.outside,
              value: measure.controlLine
                ? `${format.number(measure.controlLine.outsideParcels)} ${words.units.parcels} · ${mu(measure.controlLine.outsideMuHundredths)}`
                : words.effects.noLine,
              unknown: !measure.controlLine,
            },
            ...measure.layers.map(({ kind, name, ...of }) =>
              land(`${kind}-${name}`, name || (words.layers[kind] ?? kind), of),
            ),
          ]}
        />
        {measure.controlLine && <Hint>{words.effects.owedNote(mu(measure.controlLine.insideMuHundredths))}</Hint>}
      </Section>
      <Section title={words.effects.terms}>
        <KeyValue
          rows={[
            {
              key: 'ends',
              label: words.effects.differentEnds,
              value: words.effects.ends(
                format.number(measure.terms.differentEnds),
                measure.terms.earliestEndsOn ?? text.common.noData,
                measure.terms.latestEndsOn ?? text.common.noData,
              ),
              unknown: measure.terms.differentEnds === 0,
            },
            land('short', words.figures.shortTerm, measure.terms.underTenYears),
            land('unknown', words.effects.termUnknown, measure.terms.unknown),
          ]}
        />
      </Section>
      <Section title={words.effects.yield}>
        <KeyValue
          rows={[
            {
              key: 'tax',
              label: tax ? words.effects.yieldTax(format.taxPerMu(tax.perMu10kYuan)) : words.effects.yieldNoTax,
              value: tax
                ? `${format.number(tax.tax10kYuan)} ${words.units.tenK}`
                : words.effects.noTax[noTaxBecause ?? 'no-target'],
              unknown: !tax,
            },
            {
              key: 'floor',
              label: words.effects.yieldFloor(format.decimal(farRatio)),
              value: `${format.m2(floorAreaM2)} m²`,
            },
            figure('floor-now', words.effects.floorNow, presentFloorAreaM2, 'm²'),
          ]}
        />
      </Section>
    </div>
  );
}
