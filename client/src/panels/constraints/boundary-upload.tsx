import type { Boundary, BoundaryCandidate, BoundaryFile } from '@yima-guandi/server/contract';
import { useEffect, useState } from 'react';
import { readBoundaries } from '../../api/constraints.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Hint, Tag } from '../../ui/parts.tsx';
import { BoundaryPreview } from './boundary-preview.tsx';
import styles from './boundary-upload.module.css';
import { ChosenSystem } from './chosen-system.tsx';
import { FilePick } from './file-pick.tsx';
import { useSending } from './use-sending.ts';

type UploadProps = {
  readonly jurisdiction: string;
  readonly onTake: (boundary: Boundary, fileName: string) => void;
  /** Shows a boundary where the map is; null: none. */
  readonly onPreview?: ((boundary: Boundary | null) => void) | undefined;
};

/** A boundary out of a file: its system shown and changeable, its areas listed and drawn, then taken. The file is not kept. */
export function BoundaryUpload({ jurisdiction, onTake, onPreview }: UploadProps) {
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
        <Candidates
          key={`${found.fileName} ${found.crs?.code}`}
          found={found}
          onPreview={onPreview}
          onTake={(boundary) => onTake(boundary, found.fileName)}
        />
      )}
      {found && found.passedOver.length > 0 && <PassedOver found={found} />}
    </section>
  );
}

type CandidatesProps = {
  readonly found: BoundaryFile;
  readonly onTake: (boundary: Boundary) => void;
  readonly onPreview: UploadProps['onPreview'];
};

function Candidates({ found, onTake, onPreview }: CandidatesProps) {
  const { text, format } = useText();
  const words = text.constraints;
  const [at, setAt] = useState(0);
  const chosen = found.candidates[at];
  useEffect(() => {
    onPreview?.(chosen ? drawn(chosen) : null);
    return () => onPreview?.(null);
  }, [chosen, onPreview]);
  if (!chosen) return null;
  return (
    <>
      <span>{words.candidates(format.number(found.candidates.length))}</span>
      <div className={styles.list} role="radiogroup" aria-label={words.boundary}>
        {found.candidates.map((candidate, index) => (
          <label key={candidate.row}>
            <input type="radio" name="boundary" checked={index === at} onChange={() => setAt(index)} />
            <span>
              {candidate.name} {candidate.from === 'closed-line' && <Tag slim>{words.closedLine}</Tag>}{' '}
              {candidate.repaired && (
                <Tag slim tone="warn">
                  {words.repaired}
                </Tag>
              )}
              <small>
                {candidate.layer !== null && `${candidate.layer} · `}
                {words.positions(format.number(candidate.positions))}
                {candidate.outsideMuHundredths > 0 &&
                  ` · ${words.outside(format.muInText(candidate.outsideMuHundredths))}`}
              </small>
            </span>
            <b>{format.muInText(candidate.muHundredths)}</b>
          </label>
        ))}
      </div>
      <BoundaryPreview
        chosen={drawn(chosen)}
        others={found.candidates.filter((each) => each !== chosen).map(drawn)}
        outline={found.jurisdictionOutline}
      />
      {chosen.repaired && <Hint>{repairWords(text.constraints, format, chosen.repaired)}</Hint>}
      <Button kind="primary" onClick={() => onTake(chosen.boundary)}>
        {words.take}
      </Button>
    </>
  );
}

const drawn = ({ preview, boundary }: BoundaryCandidate): Boundary => preview ?? boundary;

type Words = ReturnType<typeof useText>['text']['constraints'];
type Format = ReturnType<typeof useText>['format'];

function repairWords(words: Words, format: Format, repaired: NonNullable<BoundaryCandidate['repaired']>): string {
  const { reason, longitude, latitude, muHundredthsBefore, muHundredthsAfter } = repaired;
  const place = longitude === null || latitude === null ? '' : ` ${longitude.toFixed(6)}, ${latitude.toFixed(6)}`;
  return words.repairedNote(reason, place, format.muInText(muHundredthsBefore), format.muInText(muHundredthsAfter));
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
