import type { ParcelDetail } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { ClassChip } from '../../ui/parts.tsx';
import styles from './dossier.module.css';

type YearFiguresProps = { readonly years: ParcelDetail['years']; readonly year: number | null };

/** What the parcel yielded year by year. A year in which one of its enterprises has no figure says so. */
export function YearFigures({ years, year }: YearFiguresProps) {
  const { text, format } = useText();
  const { units } = text.common;
  const words = text.parcel;
  const cell = (value: number | null, decimals: number) => (
    <td className={value === null ? styles.unknown : undefined}>{format.number(value, decimals)}</td>
  );
  const heads = [
    [text.shell.year, ''],
    [words.taxPerMu, units.taxPerMu],
    [words.tax, units.tax],
    [words.energy, units.energy],
    [words.employees, units.people],
  ] as const;
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          {heads.map(([name, unit]) => (
            <th key={name} scope="col">
              {name}
              {unit !== '' && <small>{unit}</small>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...years].reverse().map((each) => (
          <tr key={each.year} aria-current={each.year === year ? 'true' : undefined}>
            <th scope="row">
              {each.year} <ClassChip value={each.class} />
            </th>
            {cell(each.taxPerMu10kYuan, 2)}
            {cell(each.tax10kYuan, 1)}
            {cell(each.energyTce, 1)}
            {cell(each.employees, 0)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
