import { useMay } from '../../api/session.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';

/** A jurisdiction without a single parcel: says so, and offers the one way to change it. */
export function NothingHere() {
  const { text } = useText();
  const { setView } = useView();
  const mayImport = useMay()('import');
  return (
    <Empty
      action={
        mayImport && (
          <Button size="small" onClick={() => void setView({ job: 'imports' })}>
            {text.tally.emptyAct}
          </Button>
        )
      }
    >
      {text.tally.empty}
    </Empty>
  );
}
