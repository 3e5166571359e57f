import { useQuery } from '@tanstack/react-query';
import type { Tally } from '@yima-guandi/server/contract';
import { TALLY_GROUPS } from '@yima-guandi/server/contract';
import { useCurrent } from '../../api/current.ts';
import { type TallyGroup, tallyQuery } from '../../api/queries.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Empty, ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { filterText } from '../../url/filter.ts';
import { useView } from '../../url/view.ts';
import { CountingRules } from './counting-rules.tsx';
import { PotentialChart } from './potential-chart.tsx';
import { KindSums, PotentialFigures } from './sheet-figures.tsx';
import { TallyBar } from './tally-bar.tsx';
import styles from './tally-panel.module.css';
import { TallyTable } from './tally-table.tsx';
import { TargetBlocks } from './target-blocks.tsx';

const readGroup = (by: string | null): TallyGroup => TALLY_GROUPS.find((group) => group === by) ?? 'town';

/** The tally as one sheet: targets, groups and counting rules. What is on the screen is what is printed. */
export function TallyPanel() {
  const { text } = useText();
  const { view, setView } = useView();
  const { jurisdiction, year } = useCurrent();
  const ask =
    jurisdiction && year !== null
      ? { jurisdiction: jurisdiction.code, year, by: readGroup(view.by), filter: filterText(view) }
      : null;
  const tally = useQuery(tallyQuery(ask));
  const toImports = (
    <Button size="small" onClick={() => void setView({ job: 'imports' })}>
      {text.tally.emptyAct}
    </Button>
  );
  return (
    <div className={styles['page']}>
      <TallyBar ask={ask} />
      {tally.error && (
        <ErrorNote
          message={`${text.common.notUpdated} · ${explain(text, tally.error)}`}
          retry={text.common.retry}
          onRetry={() => void tally.refetch()}
        />
      )}
      {jurisdiction && year === null && <Empty action={toImports}>{text.tally.empty}</Empty>}
      {tally.data && tally.data.total.all.parcels === 0 && !ask?.filter && (
        <Empty action={toImports}>{text.tally.empty}</Empty>
      )}
      {tally.data && <Sheet tally={tally.data} stale={tally.isPlaceholderData} />}
      {ask && tally.isPending && <SheetSkeleton />}
    </div>
  );
}

function Sheet({ tally, stale }: { readonly tally: Tally; readonly stale: boolean }) {
  const { text, format } = useText();
  return (
    <article className={cx(styles['sheet'], stale && styles['stale'])} aria-busy={stale}>
      <header className={styles['title']}>
        <h1>{text.tally.sheetTitle(tally.jurisdictionName)}</h1>
        <span>
          {text.tally.year(tally.year)}
          <i />
          {stale ? text.common.updating : text.tally.at(format.time(tally.at))}
        </span>
      </header>
      <TargetBlocks tally={tally} />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <TallyTable tally={tally} />
          <KindSums tally={tally} />
        </div>
        <div className={styles['column']}>
          <PotentialChart tally={tally} />
          <PotentialFigures tally={tally} />
        </div>
      </div>
      <CountingRules tally={tally} />
    </article>
  );
}

function SheetSkeleton() {
  return (
    <div className={styles['sheet']} aria-hidden="true">
      <Skeleton width={360} height={28} />
      <Skeleton height={112} style={{ marginTop: 16 }} />
      <Skeleton height={320} style={{ marginTop: 24 }} />
    </div>
  );
}
