import type { BoundaryFile } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { readBoundaries } from '../../api/constraints.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Hint } from '../../ui/parts.tsx';
import { BoundaryAreas } from './boundary-areas.tsx';
import styles from './boundary-upload.module.css';
import { ChosenSystem } from './chosen-system.tsx';
import { FilePick } from './file-pick.tsx';
import type { TakenAreas } from './united-areas.ts';
import { useSending } from './use-sending.ts';

type UploadProps = {
  readonly jurisdiction: string;
  readonly onTake: (areas: TakenAreas) => void;
};

/** A boundary out of a file: its system shown and changeable, its areas listed and drawn, then one or several taken. The file is not kept. */
export function BoundaryUpload({ jurisdiction, onTake }: UploadProps) {
  const { text, format } = useText();
  const words = text.constraints;
  const [file, setFile] = useState<File | null>(null);
  const [found, setFound] = useState<BoundaryFile | null>(null);
  const { progress, error, send, cancel } = useSending<BoundaryFile>();
  const read = async (chosen: File, crs: string) => {
    setFile(chosen);
    setFound(null);
    setFound(await send((onProgress) => readBoundaries(chosen, { jurisdiction, crs }, onProgress)));
  };
  return (
    <section className={styles.upload} aria-label={words.boundary}>
      <div className={styles.head}>
        <FilePick file={file} onPick={(chosen) => void read(chosen, '')} />
        {progress !== null && (
          <>
            <span role="status">{progress < 1 ? words.sending(format.percent(progress, 0)) : words.reading}</span>
            <Button size="small" onClick={cancel}>
              {words.cancel}
            </Button>
          </>
        )}
      </div>
      {!file && <Hint>{`${words.files} · ${words.boundaryHint}`}</Hint>}
      {error && file && <ErrorNote message={error} retry={text.common.retry} onRetry={() => void read(file, '')} />}
      {file && (found || error) && (
        <ChosenSystem found={found} isBusy={progress !== null} onChoose={(crs) => void read(file, crs)} />
      )}
      {found && found.candidates.length > 0 && (
        <BoundaryAreas
          key={`${found.fileName} ${found.crs?.code}`}
          jurisdiction={jurisdiction}
          found={found}
          onTake={onTake}
        />
      )}
      {found && found.passedOver.length > 0 && <PassedOver found={found} />}
    </section>
  );
}

function PassedOver({ found }: { readonly found: BoundaryFile }) {
  const { text, format } = useText();
  return (
    <details className={styles.passed}>
      <summary>{text.constraints.passedOver(format.number(found.passedOver.length))}</summary>
      <ul>
        {found.passedOver.map(({ row, name, reason }) => (
          <li key={row}>{text.constraints.reasons[reason](name)}</li>
        ))}
      </ul>
    </details>
  );
}
