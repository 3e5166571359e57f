import { FLOOR_AREA_RULES, TENANT_RULES } from '@yima-guandi/server/domain';
import { useText } from '../../text/use-text.ts';
import { Select } from '../../ui/choices.tsx';
import { Tag } from '../../ui/parts.tsx';
import styles from './method.module.css';
import type { MethodEditor } from './use-evaluation.ts';

/** What land the enterprises of the tier are taken to use, and how its tenants are classed: two rows of a list. */
export function MethodOccupancy({ editor }: { readonly editor: MethodEditor }) {
  const { occupancy: words } = useText().text;
  const { method, change, isClosed } = editor;
  const { floorArea = 'by-far', tenants = 'own-class' } = method.occupancy ?? {};
  const put = (field: 'floorArea' | 'tenants', value: string) =>
    change(`occupancy.${field}`, { ...method, occupancy: { ...method.occupancy, [field]: value } });
  return (
    <>
      <li className={styles.extra}>
        <span>{words.floorArea}</span>
        {isClosed ? (
          <Tag>{words.floorAreaRule[floorArea]}</Tag>
        ) : (
          <Select
            look="small"
            label={words.floorArea}
            value={floorArea}
            options={FLOOR_AREA_RULES.map((value) => ({ value, label: words.floorAreaRule[value] }))}
            onChoose={(value) => put('floorArea', value)}
          />
        )}
      </li>
      <li className={styles.extra}>
        <span>{words.tenants}</span>
        {isClosed ? (
          <Tag>{words.tenantRule[tenants]}</Tag>
        ) : (
          <Select
            look="small"
            label={words.tenants}
            value={tenants}
            options={TENANT_RULES.map((value) => ({ value, label: words.tenantRule[value] }))}
            onChoose={(value) => put('tenants', value)}
          />
        )}
      </li>
    </>
  );
}
