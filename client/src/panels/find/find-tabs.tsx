import type { Tally } from '@yima-guandi/server/contract';
import { readLiveTab } from '../../columns/live-tab.ts';
import { type Answer, LIVE_LISTS, type LiveList } from '../../columns/question.ts';
import { useText } from '../../text/use-text.ts';
import { Tabs } from '../../ui/choices.tsx';
import { useView } from '../../url/view.ts';
import { type ListTab, readTab } from './found-filter.ts';

type Name = ListTab | LiveList;
const MAIN_TABS: readonly Name[] = ['found', ...LIVE_LISTS, 'pending'];
const isLive = (name: Name): name is LiveList => LIVE_LISTS.some((each) => each === name);

/** What fits into the panel: a tab takes as much room as eight digits of its count. */
const MOST_DIGITS = 58;
const DIGITS_A_TAB = 8;

type FindTabsProps = {
  readonly answer: Answer | null;
  /** Totals whatever kind of finding is chosen, and totals of what is listed. */
  readonly around: Tally | undefined;
  readonly listed: Tally | undefined;
};

/** The lists of the panel with how many each holds. */
export function FindTabs({ answer, around, listed }: FindTabsProps) {
  const { text, format } = useText();
  const { view, setView } = useView();
  const tab = readTab(view);
  const open: Name = readLiveTab(view)?.list ?? tab;
  const inForce: Partial<Record<ListTab, number | undefined>> = {
    found: view.finding
      ? around?.kinds.find(({ kind }) => kind === view.finding)?.sum.parcels
      : around?.total.potential.parcels,
    pending: around?.total.pending.parcels,
    all: around?.total.all.parcels,
    [tab]: listed?.total.all.parcels,
  };
  const live: Partial<Record<Name, number | null>> = answer
    ? {
        ...(tab === 'found' || tab === 'pending' ? { [tab]: answer.tried.land.parcels } : {}),
        pending: answer.tried.pending.parcels,
        flips: answer.flips.in.parcels + answer.flips.out.parcels,
        near: answer.near.parcels,
        clusters: answer.clusterCount,
      }
    : {};
  const count = (name: Name): number | undefined => live[name] ?? (isLive(name) ? undefined : inForce[name]);
  const names = MAIN_TABS.includes(open) ? MAIN_TABS : [...MAIN_TABS, open];
  const choose = (name: Name) =>
    setView({ tab: name === 'found' ? null : name, ...(name === 'pending' ? { finding: null } : {}) });
  const choices = names.map((name) => {
    const number = count(name);
    return {
      value: name,
      label: isLive(name) ? text.whatIf.listed[name] : text.find.tabs[name],
      ...(number === undefined ? {} : { count: format.brief(number), title: format.number(number) }),
    };
  });
  const digits = choices.reduce((sum, choice) => sum + DIGITS_A_TAB + (choice.count?.length ?? 0), 0);
  return (
    <Tabs
      label={text.find.listOf}
      value={open}
      choices={choices}
      tight={digits > MOST_DIGITS}
      onChoose={(name) => void choose(name)}
    />
  );
}
