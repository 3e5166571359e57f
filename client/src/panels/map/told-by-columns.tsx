import { untoldByTiles } from '../../columns/untold.ts';
import { useWhatIsTried } from '../../columns/what-is-tried.ts';
import { useText } from '../../text/use-text.ts';
import { useView } from '../../url/view.ts';
import { useColumns } from '../find/use-columns.ts';

/** Where the filter asks what tiles do not tell, and no panel has the columns open: tells the map which parcels fit. */
export function ToldByColumns() {
  const { view } = useView();
  return view.job !== 'find' && untoldByTiles(view) !== null ? <Told /> : null;
}

function Told() {
  const { text } = useText();
  const whatIsTried = useWhatIsTried();
  const { error } = useColumns({ ...whatIsTried, rules: NO_RULES, beside: NO_RULES }, NO_LIST);
  return error ? <p role="alert">{text.find.notDrawn}</p> : null;
}

const NO_RULES = [] as const;
const NO_LIST = { order: 'area', most: 0, cluster: null } as const;
