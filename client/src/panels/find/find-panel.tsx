import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { type ParcelListing, tallyQuery } from '../../api/queries.ts';
import { apiAddress } from '../../api/request.ts';
import { explain, useText } from '../../text/use-text.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Tabs } from '../../ui/choices.tsx';
import { PanelHead } from '../../ui/panel.tsx';
import { ErrorNote } from '../../ui/parts.tsx';
import { filterText } from '../../url/filter.ts';
import { useView } from '../../url/view.ts';
import styles from './find-panel.module.css';
import { FoundFigures } from './found-figures.tsx';
import { foundFilterText, type ListTab, readTab } from './found-filter.ts';
import { FoundList } from './found-list.tsx';
import { FoundRules } from './found-rules.tsx';
import { KindChips } from './kind-chips.tsx';
import { NothingHere } from './nothing-here.tsx';
import { PlaceChoice } from './place-choice.tsx';

type Order = NonNullable<ParcelListing['order']>;
const MAIN_TABS: readonly ListTab[] = ['found', 'pending', 'all'];

/** Land found by the programme's rules: what it adds up to, and the parcels one by one. */
export function FindPanel() {
  const { text, format } = useText();
  const { view, setView } = useView();
  const { jurisdiction, year } = useCurrent();
  const [order, setOrder] = useState<Order>('area');
  const place = jurisdiction && year !== null ? { jurisdiction: jurisdiction.code, year } : null;
  const filter = foundFilterText(view);
  const around = useQuery(tallyQuery(place && { ...place, by: 'town', filter: filterText(view, ['finding']) }));
  const listed = useQuery(tallyQuery(place && { ...place, by: 'town', filter, of: 'all' }));
  const tab = readTab(view);
  const counts: Partial<Record<ListTab, number | undefined>> = {
    found: view.finding
      ? around.data?.kinds.find(({ kind }) => kind === view.finding)?.sum.parcels
      : around.data?.total.potential.parcels,
    pending: around.data?.total.pending.parcels,
    all: around.data?.total.all.parcels,
    [tab]: listed.data?.total.all.parcels,
  };
  const tabs = MAIN_TABS.includes(tab) ? MAIN_TABS : [...MAIN_TABS, tab];
  const count = (name: ListTab): string | undefined =>
    counts[name] === undefined ? undefined : format.number(counts[name]);
  const error = listed.error ?? around.error;
  const list = useRef<HTMLDivElement>(null);
  const openList = (wanted: Order) => {
    setOrder(wanted);
    list.current?.querySelector('a')?.focus();
  };
  return (
    <div className={styles.panel}>
      <PanelHead title={text.find.title}>
        {place && (
          <>
            <LinkButton
              kind="text"
              size="small"
              icon="export"
              href={apiAddress('/api/exports/found.xlsx', { ...place, filter })}
              download
            >
              {text.find.exportXlsx}
            </LinkButton>
            <LinkButton
              kind="text"
              size="small"
              href={apiAddress('/api/exports/found.csv', { ...place, filter })}
              download
            >
              {text.find.exportCsv}
            </LinkButton>
          </>
        )}
      </PanelHead>
      <FoundRules finding={view.finding} />
      {jurisdiction && !place && <NothingHere />}
      {error && (
        <ErrorNote
          message={`${text.common.notUpdated} · ${explain(text, error)}`}
          retry={text.common.retry}
          onRetry={() => void Promise.all([around.refetch(), listed.refetch()])}
        />
      )}
      {place && !(listed.error && !listed.data) && (
        <FoundFigures tally={listed.data} stale={listed.isPlaceholderData} onOpen={openList} />
      )}
      <KindChips tally={around.data} />
      <Tabs
        label={text.find.listOf}
        value={tab}
        choices={tabs.map((name) => ({ value: name, label: text.find.tabs[name], count: count(name) }))}
        onChoose={(name) =>
          void setView({ tab: name === 'found' ? null : name, ...(name === 'pending' ? { finding: null } : {}) })
        }
      />
      <PlaceChoice order={order} onOrder={setOrder} />
      <div ref={list} className={styles.list}>
        {place && (
          <FoundList listing={{ ...place, filter, order }} total={listed.data?.total.all.parcels ?? null} tab={tab} />
        )}
      </div>
    </div>
  );
}
