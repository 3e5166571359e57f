import type { ParcelDetail } from '@yima-guandi/server/contract';
import { groupCode } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { Explain } from '../../ui/explain.tsx';
import { Section } from '../../ui/panel.tsx';
import { ClassChip, KeyValue, type KeyValueRow, Tag } from '../../ui/parts.tsx';
import styles from './dossier.module.css';
import { Enterprises } from './enterprises.tsx';
import { areaRows, dateRows, yieldRows } from './fact-rows.tsx';
import { Findings } from './findings.tsx';
import { agreementRows, Registers } from './registers.tsx';
import { YearFigures } from './year-figures.tsx';

type DossierProps = {
  readonly parcel: ParcelDetail;
  readonly year: number | null;
  readonly onYear: (year: number) => void;
};

/** Name, code and place, with five years of class. */
export function DossierTitle({ parcel, year, onYear }: DossierProps) {
  const { text } = useText();
  return (
    <Section>
      <div className={styles.title}>
        <h2 lang={parcel.name === null ? undefined : 'zh-CN'}>{parcel.name ?? text.parcel.unnamed}</h2>
      </div>
      <CodeLine parcel={parcel} />
      <YearStrip parcel={parcel} year={year} onYear={onYear} />
    </Section>
  );
}

export function CodeLine({ parcel }: { readonly parcel: ParcelDetail }) {
  const { text } = useText();
  const place = [parcel.townName, parcel.parkName].filter((name) => name !== null).join(' · ');
  return (
    <>
      <div className={styles.codes}>
        <span className={styles.code}>{groupCode(parcel.code)}</span>
        {parcel.rightKind && <Tag tone="line">{text.common.rightKinds[parcel.rightKind]}</Tag>}
        {parcel.isSynthetic && <Tag tone="line">{text.shell.synthetic}</Tag>}
      </div>
      {place && (
        <p className={styles.place} lang="zh-CN">
          {place}
        </p>
      )}
    </>
  );
}

/** Classes of the last five years; a year can be chosen. */
export function YearStrip({ parcel, year, onYear }: DossierProps) {
  const { text } = useText();
  return (
    <fieldset className={styles.years} aria-label={text.parcel.years}>
      {parcel.years.slice(-5).map((each) => (
        <button key={each.year} type="button" aria-pressed={each.year === year} onClick={() => onYear(each.year)}>
          <ClassChip value={each.class} />
          {each.year}
        </button>
      ))}
    </fieldset>
  );
}

/** Findings first, then land and yield, enterprises, dates, registers: the same order on screen and in print. */
export function DossierBody({ parcel, year }: Omit<DossierProps, 'onYear'>) {
  const { text, format } = useText();
  const words = { text, format };
  const figures = parcel.years.find((each) => each.year === year) ?? null;
  const rows: KeyValueRow[] = [...areaRows(parcel, words), ...yieldRows(parcel, figures, words)];
  return (
    <>
      <Section
        title={text.parcel.findings}
        note={text.parcel.findingCount(parcel.findings.length)}
        explain={<Explain of="finding" />}
      >
        <Findings parcel={parcel} />
      </Section>
      <Section title={text.parcel.land} note={figures ? text.parcel.yearOf(figures.year) : undefined}>
        <KeyValue rows={rows} />
      </Section>
      <Section
        title={text.parcel.enterprises}
        note={text.parcel.enterpriseCount(parcel.enterprises.length)}
        explain={<Explain of="landShare" />}
      >
        <Enterprises enterprises={parcel.enterprises} jurisdiction={parcel.jurisdiction} year={year} />
      </Section>
      {parcel.years.length > 0 && (
        <Section title={text.parcel.perYear} note={text.parcel.perYearNote} explain={<Explain of="class" />}>
          <YearFigures years={parcel.years} year={year} />
        </Section>
      )}
      <Section title={text.parcel.dates}>
        <KeyValue rows={[...dateRows(parcel, words), ...agreementRows(parcel, words)]} />
      </Section>
      <Registers parcel={parcel} />
    </>
  );
}
