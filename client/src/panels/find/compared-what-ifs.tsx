import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { WhatIf } from '@yima-guandi/server/contract';
import { useCurrent } from '../../api/current.ts';
import { useMay } from '../../api/session.ts';
import { deleteWhatIf } from '../../api/what-ifs.ts';
import { columnsAnswer, compareTries } from '../../columns/columns-desk.ts';
import type { FoundSums, Tried } from '../../columns/question.ts';
import { linkOf, type WhatIsTried } from '../../columns/what-is-tried.ts';
import { comparatorSign } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Hint, Skeleton } from '../../ui/parts.tsx';
import { readFilterView } from '../../url/filter-view.ts';
import { useView } from '../../url/view.ts';
import styles from './saved-what-ifs.module.css';

const YUAN_PER_10K = 10_000;
const HUNDREDTHS = 100;

type Row = {
  readonly key: string;
  readonly name: string;
  readonly tried: Tried;
  readonly saved?: WhatIf;
};
type ComparedProps = { readonly whatIsTried: WhatIsTried; readonly saved: readonly WhatIf[] };

/** The rule in force, what is tried now and what was kept, each with what it would find of the land in view. */
export function ComparedWhatIfs({ whatIsTried, saved }: ComparedProps) {
  const { text } = useText();
  const { whatIf, find } = text;
  const answer = columnsAnswer.use();
  const rows: Row[] = [
    { key: 'in-force', name: whatIf.inForceRow, tried: {} },
    ...(whatIsTried.isTrying ? [{ key: 'now', name: whatIf.nowRow, tried: whatIsTried.tried }] : []),
    ...saved.map((each) => ({ key: String(each.id), name: each.name, tried: each.tried, saved: each })),
  ];
  const question = answer?.question;
  const { data: sums } = useQuery({
    queryKey: ['compared', question, rows.map(({ tried }) => tried)],
    queryFn: () =>
      question
        ? compareTries(
            question,
            rows.map(({ tried }) => tried),
          )
        : [],
    enabled: question !== undefined,
    gcTime: 0,
  });
  return (
    <>
      <table className={styles.table} aria-label={whatIf.comparison}>
        <thead>
          <tr>
            <th scope="col">{whatIf.nameColumn}</th>
            <th scope="col">{whatIf.thresholdColumn}</th>
            <th scope="col">{`${find.parcels} ${find.parcelsUnit}`}</th>
            <th scope="col">{`${find.area} ${find.areaUnit}`}</th>
            <th scope="col">{`${find.enterprises} ${find.enterprisesUnit}`}</th>
            <th scope="col">{`${find.tax} ${find.taxUnit}`}</th>
            <th scope="col">{`${find.employees} ${find.employeesUnit}`}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <ComparedRow key={row.key} row={row} sums={sums?.[index] ?? null} whatIsTried={whatIsTried} />
          ))}
        </tbody>
      </table>
      <Hint>{whatIf.compareNote}</Hint>
    </>
  );
}

type ComparedRowProps = { readonly row: Row; readonly sums: FoundSums | null; readonly whatIsTried: WhatIsTried };

function ComparedRow({ row: { name, tried, saved }, sums, whatIsTried: { rules } }: ComparedRowProps) {
  const { text, format } = useText();
  const { setView } = useView();
  const { jurisdiction } = useCurrent();
  const client = useQueryClient();
  const may = useMay();
  const { whatIf } = text;
  const words = rules
    .map((rule) => `${comparatorSign(rule.comparator)} ${format.decimal(tried[rule.id] ?? rule.value)}`)
    .join('；');
  const remove = async (id: number) => {
    // Whoever else removed it first has done the same.
    await deleteWhatIf(id).catch(() => undefined);
    await client.invalidateQueries({ queryKey: ['what-ifs', jurisdiction?.code] });
  };
  const open = ({ filter }: WhatIf) => setView({ ...readFilterView(filter), t: linkOf(tried) });
  const cell = (value: number | null | undefined) => (
    <td>{sums ? format.number(value ?? null) : <Skeleton width={48} height={14} />}</td>
  );
  const tax = sums?.figures.taxYuan.sum ?? null;
  const employees = sums?.figures.employeesHundredths.sum ?? null;
  return (
    <tr>
      <th scope="row">
        {saved ? (
          <button type="button" aria-label={whatIf.openSaved(name)} onClick={() => void open(saved)}>
            {name}
          </button>
        ) : (
          name
        )}
      </th>
      <td>{words}</td>
      {cell(sums?.land.parcels)}
      {cell(sums && sums.land.muHundredths / HUNDREDTHS)}
      {cell(sums?.figures.enterprises)}
      {cell(tax === null ? null : tax / YUAN_PER_10K)}
      {cell(employees === null ? null : employees / HUNDREDTHS)}
      <td>
        {saved && may('plan') && (
          <IconButton
            icon="close"
            size="small"
            label={whatIf.deleteSaved(name)}
            onClick={() => void remove(saved.id)}
          />
        )}
      </td>
    </tr>
  );
}
