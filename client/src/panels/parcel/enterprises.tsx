import type { ParcelDetail } from '@yima-guandi/server/contract';
import { industryOf } from '@yima-guandi/server/domain';
import { divisionName } from '../../text/industry.ts';
import { useText } from '../../text/use-text.ts';
import { ClassChip, Tag } from '../../ui/parts.tsx';
import { ClassExplanation } from './class-explanation.tsx';
import styles from './dossier.module.css';

type Enterprise = ParcelDetail['enterprises'][number];

/** Who uses the land: owner, tenants, what was let; each with its share and its years. */
export function Enterprises({
  enterprises,
  jurisdiction,
  year,
}: {
  readonly enterprises: readonly Enterprise[];
  readonly jurisdiction: string;
  readonly year: number | null;
}) {
  const { text } = useText();
  if (enterprises.length === 0) return <p className={styles.nothing}>{text.parcel.noEnterprises}</p>;
  return (
    <ul>
      {enterprises.map((enterprise) => (
        <OneEnterprise
          key={`${enterprise.creditCode}-${enterprise.kind}`}
          enterprise={enterprise}
          jurisdiction={jurisdiction}
          year={year}
        />
      ))}
    </ul>
  );
}

type OneEnterpriseProps = {
  readonly enterprise: Enterprise;
  readonly jurisdiction: string;
  readonly year: number | null;
};

function OneEnterprise({ enterprise, jurisdiction, year }: OneEnterpriseProps) {
  const { text, format, language } = useText();
  const { name, creditCode, industryCode, isAboveScale, kind, share, years } = enterprise;
  const current = years.find((each) => each.year === year);
  return (
    <li className={styles.enterprise}>
      <div className={styles.enterpriseName}>
        <span lang="zh-CN" title={name}>
          {name}
        </span>
        {share !== null && <b>{format.percent(share, 0)}</b>}
        <ClassChip value={current?.class ?? null} />
      </div>
      <div className={styles.enterpriseFacts}>
        <span>{text.parcel.occupancy[kind]}</span>
        {industryCode && (
          <span>{`${industryCode} ${divisionName(industryOf(industryCode)?.division ?? '', language)}`.trim()}</span>
        )}
        {isAboveScale !== null && <Tag slim>{isAboveScale ? text.parcel.aboveScale : text.parcel.belowScale}</Tag>}
        <span className={styles.code}>{creditCode}</span>
      </div>
      {current && year !== null && <ClassExplanation creditCode={creditCode} place={{ jurisdiction, year }} />}
      {years.length > 0 && (
        <details>
          <summary>{text.parcel.perYear}</summary>
          <YearTable years={years} />
        </details>
      )}
    </li>
  );
}

function YearTable({ years }: { readonly years: Enterprise['years'] }) {
  const { text, format } = useText();
  const { units } = text.common;
  const cell = (value: number | null, decimals: number) => (
    <td className={value === null ? styles.unknown : undefined}>{format.number(value, decimals)}</td>
  );
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <th>{text.shell.year}</th>
          <th>
            {text.parcel.tax} {units.tax}
          </th>
          <th>
            {text.parcel.energy} {units.energy}
          </th>
          <th>{text.parcel.employees}</th>
          <th>{text.parcel.score}</th>
        </tr>
      </thead>
      <tbody>
        {years.map((each) => (
          <tr key={each.year}>
            <td>
              {each.year} {each.class ?? '–'}
            </td>
            {cell(each.tax10kYuan, 1)}
            {cell(each.energyTce, 1)}
            {cell(each.employees, 0)}
            {cell(each.score, 1)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
