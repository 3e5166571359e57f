import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditFilter } from '@yima-guandi/server/contract';
import { auditFileHref, auditQuery } from '../../api/audit.ts';
import { askReason } from '../../shell/export-reason.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Sheet, SheetTable } from '../../ui/page.tsx';
import { Empty, ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { type AuditView, useAuditView } from '../../url/audit-view.ts';
import styles from './audit.module.css';
import { AuditFilters } from './audit-filters.tsx';
import { AuditRow } from './audit-row.tsx';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const day = (text: string | null) => (text !== null && DAY.test(text) ? text : undefined);
const asked = ({ kind, who, at, from, to, find }: AuditView): AuditFilter => ({
  kind: kind ?? undefined,
  person: who ?? undefined,
  jurisdiction: at ?? undefined,
  from: day(from),
  to: day(to),
  q: find?.trim() || undefined,
});

/** What was done, by whom and when, the newest first; an entry opens to what was changed. */
export function AuditSheet() {
  const { text } = useText();
  const words = text.audit;
  const { view, setView } = useAuditView();
  const filter = asked(view);
  const record = useInfiniteQuery(auditQuery(filter));
  const items = record.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Object.values(filter).some((each) => each !== undefined);
  return (
    <Sheet title={words.title} note={words.note} stale={record.isPlaceholderData}>
      <div className={styles.bar}>
        <AuditFilters people={record.data?.pages[0]?.people ?? []} isFiltered={isFiltered} />
        <span className={styles.acts}>
          {(['xlsx', 'csv'] as const).map((format) => (
            <LinkButton
              key={format}
              size="small"
              icon="export"
              href={auditFileHref(format, filter)}
              download
              onClick={askReason}
            >
              {format.toUpperCase()}
            </LinkButton>
          ))}
        </span>
      </div>
      {record.error && (
        <ErrorNote
          message={`${words.failed} · ${explain(text, record.error)}`}
          retry={text.common.retry}
          onRetry={() => void record.refetch()}
        />
      )}
      {record.isPending && <Skeleton height={180} />}
      {record.data && items.length === 0 && (
        <Empty>{record.hasNextPage ? words.emptySoFar : isFiltered ? words.emptyFiltered : words.empty}</Empty>
      )}
      {items.length > 0 && (
        <SheetTable label={words.title}>
          <thead>
            <tr>
              {[words.number, words.at, words.who, words.kind, words.subject, words.place].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          {items.map((entry) => (
            <AuditRow
              key={entry.id}
              entry={entry}
              isOpen={view.entry === entry.id}
              onOpen={() => void setView({ entry: view.entry === entry.id ? null : entry.id })}
            />
          ))}
        </SheetTable>
      )}
      {record.hasNextPage && (
        <Button
          className={styles.more}
          disabled={record.isFetchingNextPage}
          onClick={() => void record.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </Sheet>
  );
}
