import { TALLY_GROUPS } from '@yima-guandi/server/contract';
import { useCurrent } from '../../api/current.ts';
import type { TallyAsk } from '../../api/queries.ts';
import { apiAddress } from '../../api/request.ts';
import { useText } from '../../text/use-text.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Segmented, Select } from '../../ui/choices.tsx';
import { PageBar } from '../../ui/page.tsx';
import { useView } from '../../url/view.ts';
import { FilterChips } from '../find/filter-chips.tsx';
import styles from './tally-bar.module.css';

/** Year, grouping, what is filtered, and the ways out: two tables and paper. */
export function TallyBar({ ask }: { readonly ask: TallyAsk | null }) {
  const { text } = useText();
  const { setView } = useView();
  const { jurisdiction } = useCurrent();
  if (!ask || !jurisdiction) return <PageBar title={text.tally.title} />;
  const acts = (
    <>
      <Segmented
        className={styles.groups}
        label={text.tally.by}
        value={ask.by}
        choices={TALLY_GROUPS.map((group) => ({ value: group, label: text.tally.groups[group] }))}
        onChoose={(by) => void setView({ by })}
      />
      {(['xlsx', 'csv'] as const).map((form) => (
        <LinkButton key={form} icon="export" href={apiAddress(`/api/exports/tally.${form}`, { ...ask })} download>
          <span>
            <span className={styles.verb}>{text.tally.exportVerb} </span>
            {form === 'xlsx' ? 'Excel' : 'CSV'}
          </span>
        </LinkButton>
      ))}
      <Button className={styles.print} icon="print" onClick={() => window.print()}>
        {text.tally.print}
      </Button>
    </>
  );
  return (
    <PageBar title={text.tally.title} acts={acts}>
      <Select
        label={text.tally.yearLabel}
        value={String(ask.year)}
        options={[...jurisdiction.years]
          .reverse()
          .map((each) => ({ value: String(each), label: text.tally.year(each) }))}
        onChoose={(each) => void setView({ y: Number(each) })}
      />
      <FilterChips />
    </PageBar>
  );
}
