import { useQuery } from '@tanstack/react-query';
import type { Filter } from '@yima-guandi/server/domain';
import { useEffect, useMemo } from 'react';
import { useCurrent } from '../../api/current.ts';
import { columnsQuery, type LandMoment, neighboursQuery, tallyQuery } from '../../api/queries.ts';
import { askColumns, columnsAnswer } from '../../columns/columns-desk.ts';
import { readLiveTab } from '../../columns/live-tab.ts';
import type { Answer, Question } from '../../columns/question.ts';
import type { WhatIsTried } from '../../columns/what-is-tried.ts';
import { filterText } from '../../url/filter.ts';
import { useView } from '../../url/view.ts';
import { targetOfYear } from '../map/target-of-year.ts';
import { readTab } from './found-filter.ts';

export type ListAsk = Pick<Question, 'order' | 'most' | 'cluster'>;
export type LiveColumns = {
  /** Of these columns, though perhaps to the question before; null: the columns are on their way. */
  readonly answer: Answer | null;
  readonly error: Error | null;
  readonly retry: () => void;
};

const readFilter = (text: string | undefined): Filter | null =>
  text === undefined ? null : (JSON.parse(text) as Filter);

function useLandMoment(): LandMoment | null {
  const { jurisdiction, year, revision } = useCurrent();
  const code = jurisdiction?.code;
  return useMemo(
    () => (code === undefined || year === null || revision === null ? null : { jurisdiction: code, year, revision }),
    [code, year, revision],
  );
}

/** Keeps the columns of the land in view at hand while the panel is open, and asks them what the view and the slider ask. */
export function useColumns({ rules, tried }: WhatIsTried, { order, most, cluster }: ListAsk): LiveColumns {
  const { view } = useView();
  const moment = useLandMoment();
  const columns = useQuery(columnsQuery(moment));
  const isOpen = columns.isSuccess;
  const { isSuccess: areNeighboursKnown } = useQuery(neighboursQuery(isOpen ? moment : null));
  const { off, finding, town, park, industry, tab } = view;
  const stripFilter = filterText({ off, finding, town, park, industry }, ['off', 'finding']);
  const strip = useQuery(tallyQuery(moment && { ...place(moment), by: 'class', filter: filterText(view, ['off']) }));
  const target = strip.data && moment ? targetOfYear(strip.data.targets, moment.year) : null;
  const question = useMemo<Question>(() => {
    const shown = readTab({ tab, finding });
    const live = readLiveTab({ tab });
    return {
      rules,
      tried,
      filter: readFilter(filterText({ off, finding, town, park, industry }, ['finding'])),
      stripFilter: readFilter(stripFilter),
      finding,
      shown,
      list: live?.list ?? 'shown',
      side: live?.side ?? 'in',
      cluster,
      order,
      most,
      targetMuHundredths: target?.muHundredths ?? null,
      isDrawn: shown !== 'all' && shown !== 'rest',
      isToldByIds: industry !== null,
      areNeighboursKnown,
    };
  }, [
    rules,
    tried,
    stripFilter,
    off,
    finding,
    town,
    park,
    industry,
    tab,
    cluster,
    order,
    most,
    target,
    areNeighboursKnown,
  ]);
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

const place = ({ jurisdiction, year }: LandMoment) => ({ jurisdiction, year });
