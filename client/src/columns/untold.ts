import type { Filter } from '@yima-guandi/server/domain';
import { allOf, conditionsOf, type FilterParts } from '../url/filter.ts';
import { NO_FILTER } from '../url/filter-view.ts';

type Asked = Pick<FilterParts, 'industry'> & { readonly further: readonly Filter[] };

/** What of a view's filter the tiles do not tell, so that the map must be told it from columns; null: they tell all of it. */
export const untoldByTiles = ({ industry, further }: Asked): Filter | null =>
  allOf(conditionsOf({ ...NO_FILTER, industry, further }));
