import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useLandMoment } from '../../api/current.ts';
import { columnsQuery, type LandMoment, neighboursQuery, tallyQuery } from '../../api/queries.ts';
import { askColumns, columnsAnswer } from '../../columns/columns-desk.ts';
import { readLiveTab } from '../../columns/live-tab.ts';
import type { Answer, Question } from '../../columns/question.ts';
import { untoldByTiles } from '../../columns/untold.ts';
import type { WhatIsTried } from '../../columns/what-is-tried.ts';
import { allOf, conditionsOf, filterText } from '../../url/filter.ts';
import { useView, type View } from '../../url/view.ts';
import { targetOfYear } from '../map/target-of-year.ts';
import { readTab } from './found-filter.ts';

export type ListAsk = Pick<Question, 'order' | 'most' | 'cluster'>;
export type LiveColumns = {
  /** Of these columns, though perhaps to the question before; null: the columns are on their way. */
  readonly answer: Answer | null;
  readonly error: Error | null;
  readonly retry: () => void;
};

/** Keeps the columns of the land in view at hand while the panel is open, and asks them what the view and the slider ask. */
export function useColumns({ rules, beside, tried }: WhatIsTried, { order, most, cluster }: ListAsk): LiveColumns {
  const { view } = useView();
  const moment = useLandMoment();
  const columns = useQuery(columnsQuery(moment));
  const isOpen = columns.isSuccess;
  const { isSuccess: areNeighboursKnown } = useQuery(neighboursQuery(isOpen ? moment : null));
  const { finding } = view;
  const asked = JSON.stringify({
    filter: allOf(conditionsOf(view, ['finding'])),
    stripFilter: allOf(conditionsOf(view, ['off', 'finding'])),
    untold: untoldByTiles(view),
    ...listOf(view),
  });
  const strip = useQuery(tallyQuery(moment && { ...place(moment), by: 'class', filter: filterText(view, ['off']) }));
  const target = strip.data && moment ? targetOfYear(strip.data.targets, moment.year) : null;
  const question = useMemo<Question>(
    () => ({
      ...(JSON.parse(asked) as AskedOfView),
      rules,
      beside,
      tried,
      finding,
      cluster,
      order,
      most,
      targetMuHundredths: target?.muHundredths ?? null,
      areNeighboursKnown,
    }),
    [asked, rules, beside, tried, finding, cluster, order, most, target, areNeighboursKnown],
  );
  useEffect(() => {
    if (isOpen) askColumns(question);
  }, [isOpen, question]);
  useEffect(() => {
    if (!isOpen) askColumns(null);
    return () => askColumns(null);
  }, [isOpen]);
  const answer = columnsAnswer.use();
  return {
    answer: isOpen ? answer : null,
    error: columns.error,
    retry: () => void columns.refetch(),
  };
}

type AskedOfView = Pick<Question, 'filter' | 'stripFilter' | 'untold' | 'shown' | 'list' | 'side' | 'isDrawn'>;

/** Which parcels the view lists; outside the panel that lists them, those that its map keeps in colour. */
function listOf(view: View): Pick<Question, 'shown' | 'list' | 'side' | 'isDrawn'> {
  const isListed = view.job === 'find';
  const shown = isListed ? readTab(view) : view.finding === null ? 'all' : 'found';
  const live = isListed ? readLiveTab(view) : null;
  return {
    shown,
    list: live?.list ?? 'shown',
    side: live?.side ?? 'in',
    isDrawn: untoldByTiles(view) !== null || (shown !== 'all' && shown !== 'rest'),
  };
}

const place = ({ jurisdiction, year }: LandMoment) => ({ jurisdiction, year });
