import { useQuery } from '@tanstack/react-query';
import type { Tally } from '@yima-guandi/server/contract';
import { TALLY_GROUPS } from '@yima-guandi/server/contract';
import { useCurrent } from '../../api/current.ts';
import { jurisdictionsQuery, programmeQuery, type TallyGroup, tallyQuery } from '../../api/queries.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Page, PrintedOnly, Sheet, SheetColumns } from '../../ui/page.tsx';
import { ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { filterText } from '../../url/filter.ts';
import { useView } from '../../url/view.ts';
import { FilterNote } from '../find/filter-note.tsx';
import { NothingHere } from '../find/nothing-here.tsx';
import { CountingRules } from './counting-rules.tsx';
import { KindSums, PotentialFigures } from './sheet-figures.tsx';
import { TallyBar } from './tally-bar.tsx';
import { TallyTable } from './tally-table.tsx';
import { TargetBlocks } from './target-blocks.tsx';
import { YearTrend } from './year-trend.tsx';

const readGroup = (by: string | null): TallyGroup => TALLY_GROUPS.find((group) => group === by) ?? 'town';

/** The tally as one sheet: targets, groups and counting rules. What is on the screen is what is printed. */
export function TallyPanel() {
  const { text } = useText();
  const { view } = useView();
  const { jurisdiction, year } = useCurrent();
  const ask =
    jurisdiction && year !== null
      ? { jurisdiction: jurisdiction.code, year, by: readGroup(view.by), filter: filterText(view) }
      : null;
  const tally = useQuery(tallyQuery(ask));
  return (
    <Page>
      <TallyBar ask={ask} />
      <FilterNote />
      {tally.error && (
        <ErrorNote
          message={`${text.common.notUpdated} · ${explain(text, tally.error)}`}
          retry={text.common.retry}
          onRetry={() => void tally.refetch()}
        />
      )}
      {jurisdiction && year === null && <NothingHere />}
      {tally.data && tally.data.total.all.parcels === 0 && !ask?.filter && <NothingHere />}
      {tally.data && <TallySheet tally={tally.data} stale={tally.isPlaceholderData} />}
      {ask && tally.isPending && <SheetSkeleton title={text.tally.title} />}
    </Page>
  );
}

function TallySheet({ tally, stale }: { readonly tally: Tally; readonly stale: boolean }) {
  const { text, format, language } = useText();
  const { data: places } = useQuery(jurisdictionsQuery());
  const { data: programme } = useQuery(programmeQuery(tally.programmeId ?? undefined));
  const english = places?.items.find(({ code }) => code === tally.jurisdiction)?.nameEn;
  const place = language === 'en' && english ? english : tally.jurisdictionName;
  const note = (
    <>
      {tally.isSynthetic && <PrintedOnly>{text.tally.synthetic}</PrintedOnly>}
      {programme && (
        <span lang="zh-CN">
          {programme.document.title}
          {language === 'zh' ? '（' : ' ('}
          {text.programme.status[programme.document.status]}
          {language === 'zh' ? '）' : ')'}
        </span>
      )}
      <span>{text.tally.year(tally.year)}</span>
      <span>{stale ? text.common.updating : text.tally.at(format.time(tally.at))}</span>
    </>
  );
  return (
    <Sheet title={text.tally.sheetTitle(place)} note={note} stale={stale}>
      <TargetBlocks tally={tally} />
      <SheetColumns
        left={
          <>
            <TallyTable tally={tally} />
            <KindSums tally={tally} />
          </>
        }
        right={
          <>
            <YearTrend tally={tally} />
            <PotentialFigures tally={tally} />
          </>
        }
      />
      <CountingRules tally={tally} />
    </Sheet>
  );
}

function SheetSkeleton({ title }: { readonly title: string }) {
  return (
    <Sheet title={title} stale>
      <Skeleton height={112} />
      <Skeleton height={320} style={{ marginTop: 24 }} />
    </Sheet>
  );
}
