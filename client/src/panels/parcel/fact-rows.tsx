import type { ParcelDetail } from '@yima-guandi/server/contract';
import type { ReactNode } from 'react';
import type { Format } from '../../text/format.ts';
import type { ExplainedFigure } from '../../text/zh/explain.ts';
import type { Text } from '../../text/zh.ts';
import { Explain } from '../../ui/explain.tsx';
import { type KeyValueRow, Tag } from '../../ui/parts.tsx';

type Words = { readonly text: Text; readonly format: Format };
type YearFigures = ParcelDetail['years'][number];

/** Areas by source. The one that counts is marked, one that is out of tolerance says by how much. */
export const areaRows = (parcel: ParcelDetail, { text, format }: Words): KeyValueRow[] =>
  parcel.areas.map(({ source, muHundredths, counts, deviation }) => ({
    key: source,
    label: (
      <>
        {text.common.areaSources[source]}
        {counts && (
          <>
            <Tag tone="primary" slim>
              {text.parcel.counts}
            </Tag>
            <Explain of="area" />
          </>
        )}
      </>
    ),
    unknown: muHundredths === null,
    value: (
      <>
        {counts ? <b>{format.muExact(muHundredths)}</b> : format.muExact(muHundredths)}
        {muHundredths !== null && ` ${text.common.units.mu}`}
        {deviation !== null && (
          <>
            {' '}
            <Tag tone="warn" slim>
              {text.parcel.deviation(format.percent(deviation))}
            </Tag>{' '}
            <Explain of="deviation" />
          </>
        )}
      </>
    ),
  }));

const known = (
  key: string,
  label: ReactNode,
  value: number | null,
  print: (value: number) => string,
  format: Format,
): KeyValueRow => ({
  key,
  label,
  unknown: value === null,
  value: value === null ? format.number(null) : print(value),
});

/** What stands on the land and what it yields in the year. Not known is said, never left blank or put as 0. */
export function yieldRows(parcel: ParcelDetail, figures: YearFigures | null, { text, format }: Words): KeyValueRow[] {
  const { units } = text.common;
  const words = text.parcel;
  const row = (
    key: string,
    label: string,
    value: number | null,
    print: (value: number) => string,
    of?: ExplainedFigure,
  ) =>
    known(
      key,
      <>
        {label} {of && <Explain of={of} />}
      </>,
      value,
      print,
      format,
    );
  return [
    row(
      'tax-per-mu',
      words.taxPerMu,
      figures?.taxPerMu10kYuan ?? null,
      (value) => `${format.taxPerMu(value)} ${units.taxPerMu}`,
      'taxPerMu',
    ),
    row('tax', words.tax, figures?.tax10kYuan ?? null, (value) => `${format.number(value, 2)} ${units.tax}`, 'tax'),
    row(
      'energy',
      words.energy,
      figures?.energyTce ?? null,
      (value) => `${format.number(value, 1)} ${units.energy}`,
      'energy',
    ),
    row(
      'employees',
      words.employees,
      figures?.employees ?? null,
      (value) => `${format.number(value)} ${units.people}`,
      'employees',
    ),
    row('far', words.far, parcel.farRatio, format.ratio, 'far'),
    row('floor-area', words.floorArea, parcel.floorAreaM2, (value) => `${format.m2(value)} m²`),
    ...(parcel.vacantFloorAreaM2 === null
      ? []
      : [row('vacant', words.vacantFloorArea, parcel.vacantFloorAreaM2, (value) => `${format.m2(value)} m²`)]),
    ...(parcel.landUseCode === null
      ? []
      : [
          {
            key: 'land-use',
            label: words.landUse,
            value: [parcel.landUseCode, parcel.landUseScheme].filter(Boolean).join(' · '),
          },
        ]),
    ...(parcel.address === null
      ? []
      : [{ key: 'address', label: words.address, value: <span lang="zh-CN">{parcel.address}</span> }]),
    ...(parcel.formerCodes.length === 0
      ? []
      : [{ key: 'former', label: words.formerCodes, value: parcel.formerCodes.join(', ') }]),
  ];
}

export function dateRows(parcel: ParcelDetail, { text, format }: Words): KeyValueRow[] {
  const dates = [
    ['supplied', text.parcel.suppliedOn, parcel.suppliedOn],
    ['agreed', text.parcel.agreedStartOn, parcel.agreedStartOn],
    ['started', text.parcel.startedOn, parcel.startedOn],
    ['stopped', text.parcel.stoppedOn, parcel.stoppedOn],
    ['completed', text.parcel.completedOn, parcel.completedOn],
    ['term', text.parcel.landTermEndsOn, parcel.landTermEndsOn],
  ] as const;
  // A parcel that never stopped has no such date: leaving it out is not the same as not knowing it.
  return dates
    .filter(([key, , date]) => key !== 'stopped' || date !== null)
    .map(([key, label, date]) => ({ key, label, value: format.date(date), unknown: date === null }));
}
