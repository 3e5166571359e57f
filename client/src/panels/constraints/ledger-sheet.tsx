import { useInfiniteQuery } from '@tanstack/react-query';
import type { OffsetBalance, OffsetEntry } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { offsetsQuery } from '../../api/constraints.ts';
import { apiAddress } from '../../api/request.ts';
import { useMay } from '../../api/session.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Sheet, SheetTable } from '../../ui/page.tsx';
import { Empty, ErrorNote, Skeleton, Tag } from '../../ui/parts.tsx';
import { scenarioHref } from '../../url/route.ts';
import { useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import styles from './constraints.module.css';
import { CorrectDialog } from './correct-dialog.tsx';
import { EntryForm } from './entry-form.tsx';

/** The ledger of 改一补一: entries with the balance after each, the latest day first, and the form for a new one. */
export function LedgerSheet({ jurisdiction }: { readonly jurisdiction: string }) {
  const { text } = useText();
  const words = text.constraints;
  const mayKeep = useMay()('keep-offsets');
  const ledger = useInfiniteQuery(offsetsQuery(jurisdiction));
  const [leaving, setLeaving] = useState<OffsetEntry | null>(null);
  const total = ledger.data?.pages[0]?.total;
  const entries = ledger.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Sheet title={words.ledger} note={words.ledgerNote}>
      {ledger.isPending && <Skeleton height={72} />}
      {ledger.error && !ledger.data && (
        <ErrorNote
          message={explain(text, ledger.error)}
          retry={text.common.retry}
          onRetry={() => void ledger.refetch()}
        />
      )}
      {total && <Sums total={total} jurisdiction={jurisdiction} />}
      {total?.entries === 0 && <Empty>{words.noEntries}</Empty>}
      {total && entries.length > 0 && <Entries entries={entries} total={total} onCorrect={setLeaving} />}
      {ledger.hasNextPage && (
        <Button
          className={styles.more}
          disabled={ledger.isFetchingNextPage}
          onClick={() => void ledger.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
      {mayKeep && <EntryForm key={jurisdiction} jurisdiction={jurisdiction} />}
      {leaving && <CorrectDialog entry={leaving} onClose={() => setLeaving(null)} />}
    </Sheet>
  );
}

function Sums({ total, jurisdiction }: { readonly total: OffsetBalance; readonly jurisdiction: string }) {
  const { text, format } = useText();
  const words = text.constraints;
  return (
    <div className={styles.sum}>
      <span>
        {words.balance}{' '}
        <b className={cx(total.balanceMuHundredths < 0 && styles.below)}>{format.muExact(total.balanceMuHundredths)}</b>{' '}
        {text.common.units.mu}
      </span>
      <span className={styles.acts}>
        {total.entries > 0 &&
          (['xlsx', 'csv'] as const).map((form) => (
            <LinkButton
              key={form}
              size="small"
              icon="export"
              href={apiAddress(`/api/exports/offsets.${form}`, { jurisdiction })}
              download
            >
              {form.toUpperCase()}
            </LinkButton>
          ))}
      </span>
    </div>
  );
}

type EntriesProps = {
  readonly entries: readonly OffsetEntry[];
  readonly total: OffsetBalance;
  readonly onCorrect: (entry: OffsetEntry) => void;
};

function Entries({ entries, total, onCorrect }: EntriesProps) {
  const { text, format } = useText();
  const words = text.constraints;
  const heads = [words.conversion, words.offset, words.balance];
  return (
    <SheetTable label={words.ledger} className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.roomy}>
            {words.number}
          </th>
          <th scope="col" className={styles.roomy}>
            {words.day}
          </th>
          <th scope="col">{words.land}</th>
          {heads.map((head) => (
            <th key={head} scope="col" className={styles.number}>
              {head}
            </th>
          ))}
          <th scope="col" className={styles.roomy}>
            {words.document}
          </th>
          <th scope="col" className={styles.roomy}>
            {words.note}
          </th>
          <th scope="col" className={styles.roomy} aria-label={words.correct} />
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} onCorrect={() => onCorrect(entry)} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className={styles.roomy} colSpan={3}>
            {text.common.total}
          </th>
          <th scope="row" className={styles.narrow}>
            {text.common.total}
          </th>
          <td className={styles.number}>{format.muExact(total.conversionMuHundredths)}</td>
          <td className={styles.number}>{format.muExact(total.offsetMuHundredths)}</td>
          <td className={styles.number}>{format.muExact(total.balanceMuHundredths)}</td>
          <td colSpan={3} className={styles.roomy} />
        </tr>
      </tfoot>
    </SheetTable>
  );
}

function EntryRow({ entry, onCorrect }: { readonly entry: OffsetEntry; readonly onCorrect: () => void }) {
  const { text, format } = useText();
  const words = text.constraints;
  const mayKeep = useMay()('keep-offsets');
  const isGone = entry.corrects !== null || entry.correctedBy !== null;
  const correct = !isGone && mayKeep && (
    <Button size="small" kind="text" onClick={onCorrect} aria-label={words.correctTitle(String(entry.id))}>
      {words.correct}
    </Button>
  );
  return (
    <tr className={cx(isGone && styles.gone)}>
      <td className={styles.roomy}>{entry.id}</td>
      <td className={styles.roomy}>{format.date(entry.on)}</td>
      <td className={styles.words}>
        {entry.parcelId === null ? (
          entry.land
        ) : (
          <ViewLink className={styles.scenario} patch={{ job: 'map', sel: entry.land }}>
            {entry.land}
          </ViewLink>
        )}
        <span className={styles.narrow}>
          {format.date(entry.on)} · {entry.id} {entry.document} <EntryNote entry={entry} /> {correct}
        </span>
      </td>
      <td className={styles.number}>{entry.kind === 'conversion' && format.muExact(entry.muHundredths)}</td>
      <td className={styles.number}>{entry.kind === 'offset' && format.muExact(entry.muHundredths)}</td>
      <td className={cx(styles.number, entry.balanceMuHundredths < 0 && styles.below)}>
        {format.muExact(entry.balanceMuHundredths)}
      </td>
      <td className={cx(styles.words, styles.roomy)}>{entry.document}</td>
      <td className={cx(styles.words, styles.roomy)}>
        <EntryNote entry={entry} />
      </td>
      <td className={styles.roomy}>{correct}</td>
    </tr>
  );
}

/** The scenario it belongs to, why the balance fell below zero, what the entry takes back or was taken back by, and its own note. */
function EntryNote({ entry }: { readonly entry: OffsetEntry }) {
  const words = useText().text.constraints;
  return (
    <>
      {entry.scenario && <ScenarioOf scenario={entry.scenario} />}
      {entry.shortReason !== null && (
        <>
          <Tag slim tone="warn">
            {words.short}
          </Tag>{' '}
          {entry.shortReason}{' '}
        </>
      )}
      {entry.corrects !== null && `${words.corrects(String(entry.corrects))} `}
      {entry.correctedBy !== null && `${words.correctedBy(String(entry.correctedBy))} `}
      {entry.note}
    </>
  );
}

function ScenarioOf({
  scenario: { id, name, isDeleted },
}: {
  readonly scenario: NonNullable<OffsetEntry['scenario']>;
}) {
  const words = useText().text.constraints;
  const { view } = useView();
  if (isDeleted) return <>{words.scenarioGone(name ?? String(id))} </>;
  return (
    <>
      {words.scenario}{' '}
      <a className={styles.scenario} href={scenarioHref(id, view)}>
        {name}
      </a>{' '}
    </>
  );
}
