import { useText } from '../../text/use-text.ts';
import { ErrorNote } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';

/** Says that the link carries a filter that cannot be read, and takes it away. */
export function FilterNote() {
  const { text } = useText();
  const { view, setView } = useView();
  if (!view.refused) return null;
  const { place, reason } = view.refused;
  return (
    <ErrorNote
      message={text.find.refused(place, reason)}
      retry={text.whatIf.drop}
      onRetry={() => void setView({ refused: null })}
    />
  );
}
