import { useQuery } from '@tanstack/react-query';
import type { BoundaryCandidate, BoundaryFile } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { boundaryUnionQuery } from '../../api/constraints.ts';
import { explainSent, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Hint, Tag } from '../../ui/parts.tsx';
import { BoundaryPreview } from './boundary-preview.tsx';
import styles from './boundary-upload.module.css';
import { aloneOf, heldOf, sideBySide, type TakenAreas, unionWords } from './united-areas.ts';

type AreasProps = {
  readonly jurisdiction: string;
  readonly found: BoundaryFile;
  readonly onTake: (areas: TakenAreas) => void;
};

/** The areas of a file: those that are ticked are drawn, and taken as one boundary. At first it is the largest. */
export function BoundaryAreas({ jurisdiction, found, onTake }: AreasProps) {
  const { text, format, language } = useText();
  const words = text.constraints;
  const { candidates } = found;
  const [rows, setRows] = useState<readonly number[]>(candidates.slice(0, 1).map(({ row }) => row));
  const chosen = candidates.filter(({ row }) => rows.includes(row));
  const { union, error, again } = useUnion(jurisdiction, chosen);
  const [first] = chosen;
  const taken = union ?? (chosen.length === 1 && first ? { ...aloneOf(first), boundary: first.boundary } : undefined);
  const tick = (row: number) => setRows(rows.includes(row) ? rows.filter((each) => each !== row) : [...rows, row]);
  return (
    <>
      <div className={styles.head}>
        <span>{words.candidates(format.number(candidates.length))}</span>
        {candidates.length > 1 && (
          <Button
            size="small"
            kind="text"
            onClick={() => setRows((chosen.length < candidates.length ? candidates : []).map(({ row }) => row))}
          >
            {chosen.length < candidates.length ? words.tickAll : words.tickNone}
          </Button>
        )}
      </div>
      <fieldset className={styles.list} aria-label={words.boundary}>
        {candidates.map((candidate) => (
          <Area
            key={candidate.row}
            candidate={candidate}
            isTicked={rows.includes(candidate.row)}
            onTick={() => tick(candidate.row)}
          />
        ))}
      </fieldset>
      {first ? (
        <BoundaryPreview
          chosen={union ? (union.preview ?? union.boundary) : sideBySide(chosen)}
          others={candidates.filter((each) => !chosen.includes(each)).map(heldOf)}
          outline={found.jurisdictionOutline}
        />
      ) : (
        <Hint>{words.tickOne}</Hint>
      )}
      {chosen.length > 1 && !error && <p role="status">{union ? unionWords(words, format, union) : words.uniting}</p>}
      {error && (
        <ErrorNote
          message={explainSent(text, language, error)}
          retry={text.common.retry}
          onRetry={() => void again()}
        />
      )}
      <Repairs chosen={chosen} />
      <Button kind="primary" disabled={!taken} onClick={() => taken && onTake({ ...taken, fileName: found.fileName })}>
        {chosen.length > 1 ? words.takeUnion(format.number(chosen.length)) : words.take}
      </Button>
    </>
  );
}

/** Several areas as one, by the server; a single one is as it came. */
function useUnion(jurisdiction: string, chosen: readonly BoundaryCandidate[]) {
  const [reading] = useState(Date.now);
  const { data, error, refetch } = useQuery(boundaryUnionQuery(jurisdiction, reading, chosen));
  return { union: chosen.length > 1 ? data : undefined, error: chosen.length > 1 ? error : null, again: refetch };
}

type AreaProps = {
  readonly candidate: BoundaryCandidate;
  readonly isTicked: boolean;
  readonly onTick: () => void;
};

function Area({ candidate, isTicked, onTick }: AreaProps) {
  const { text, format } = useText();
  const words = text.constraints;
  const { name, layer, from, positions, muHundredths, repaired, outsideMuHundredths } = candidate;
  return (
    <label>
      <input type="checkbox" checked={isTicked} onChange={onTick} />
      <span>
        {name} {from === 'closed-line' && <Tag slim>{words.closedLine}</Tag>}{' '}
        {repaired && (
          <Tag slim tone="warn">
            {words.repaired}
          </Tag>
        )}
        <small>
          {layer !== null && layer !== name && !NAMELESS.test(layer) && `${layer} · `}
          {words.positions(format.number(positions))}
          {outsideMuHundredths > 0 && ` · ${words.outside(words.areaMu(format.muExact(outsideMuHundredths)))}`}
        </small>
      </span>
      <b>{words.areaMu(format.muExact(muHundredths))}</b>
    </label>
  );
}

/** What is wrong with a shape, in the user's language where the geometry library's word for it is known. */
const faultWords = (faults: Readonly<Record<string, string>>, reason: string): string => faults[reason] ?? reason;

/** A name that a program gave to a layer without one. */
const NAMELESS = /^Layer #\d+$/;

/** What was mended in the areas that are ticked. */
function Repairs({ chosen }: { readonly chosen: readonly BoundaryCandidate[] }) {
  const { text, format } = useText();
  const words = text.constraints;
  return chosen.map(({ row, name, repaired }) => {
    if (!repaired) return null;
    const { reason, longitude, latitude, muHundredthsBefore, muHundredthsAfter } = repaired;
    const place = longitude === null || latitude === null ? '' : ` ${longitude.toFixed(6)}, ${latitude.toFixed(6)}`;
    const [before, after] = [muHundredthsBefore, muHundredthsAfter].map((mu) => words.areaMu(format.muExact(mu)));
    return (
      <Hint key={row}>
        {words.repairedNote(name, `${faultWords(words.faults, reason)}${place}`, before ?? '', after ?? '')}
      </Hint>
    );
  });
}
