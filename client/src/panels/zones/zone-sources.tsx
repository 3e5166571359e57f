import { useState } from 'react';
import { theMap } from '../../map/map-state.ts';
import { fitBox } from '../../map/motion.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { type Draft, isBlank } from '../../zone/draft.ts';
import { boxOf } from '../../zone/ground.ts';
import { keepAsScenario, loadScenario } from '../../zone/load-scenario.ts';
import { changeDraft } from '../../zone/zone-draft.ts';
import { BoundaryUpload } from '../constraints/boundary-upload.tsx';
import { type TakenAreas, takenWords } from '../constraints/united-areas.ts';
import { KeepScenario } from '../scenarios/keep-scenario.tsx';
import { CodesDialog } from './codes-dialog.tsx';
import styles from './zones-panel.module.css';

export type Place = { readonly jurisdiction: string; readonly year: number };

/** Other ways to a zone than the pen, and back to none. */
export function ZoneSources({ place, draft }: { readonly place: Place; readonly draft: Draft }) {
  const { text, format } = useText();
  const [open, setOpen] = useState<'codes' | 'file' | null>(null);
  const [taken, setTaken] = useState<TakenAreas | null>(null);
  const take = (areas: TakenAreas) => {
    changeDraft('upload', { boundary: areas.boundary, origin: 'uploaded' });
    setTaken(areas);
    setOpen(null);
    const map = theMap.get();
    if (map) fitBox(map, boxOf(areas.boundary));
  };
  return (
    <div className={styles.sources}>
      <Button size="small" onClick={() => setOpen('codes')}>
        {text.zones.fromCodes}
      </Button>
      <Button size="small" aria-expanded={open === 'file'} onClick={() => setOpen(open === 'file' ? null : 'file')}>
        {text.zones.fromFile}
      </Button>
      {!isBlank(draft) && (
        <Button
          size="small"
          kind="text"
          onClick={() => changeDraft('clear', { boundary: null, locks: [], scenario: null })}
        >
          {text.zones.clear}
        </Button>
      )}
      <KeepScenario place={place} draft={draft} onKept={keepAsScenario} onLoad={loadScenario} />
      {taken && taken.boundary === draft.boundary && open === null && (
        <p className={styles.taken} role="status">
          {takenWords(text.constraints, format, taken)}
        </p>
      )}
      {open === 'codes' && <CodesDialog place={place} onClose={() => setOpen(null)} />}
      {open === 'file' && (
        <div className={styles.file}>
          <BoundaryUpload key={place.jurisdiction} jurisdiction={place.jurisdiction} onTake={take} />
        </div>
      )}
    </div>
  );
}
