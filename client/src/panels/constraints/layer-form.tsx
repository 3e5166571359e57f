import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CONSTRAINT_KINDS, type ConstraintKind, type ConstraintReply } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { constraintImportQuery, sendConstraints } from '../../api/constraints.ts';
import { inLanguage, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choices.tsx';
import { ErrorNote, Hint } from '../../ui/parts.tsx';
import styles from './constraints.module.css';
import { FilePick } from './file-pick.tsx';
import { TextField } from './text-field.tsx';
import { useSending } from './use-sending.ts';

const BLANK = { name: '', crs: '', widthM: '', layer: '' };

/** One file that becomes a layer, in the place of the one it replaces. */
export function LayerForm({ jurisdiction }: { readonly jurisdiction: string }) {
  const { text, format } = useText();
  const words = text.constraints;
  const client = useQueryClient();
  const [kind, setKind] = useState<ConstraintKind>('permanent-farmland');
  const [fields, setFields] = useState(BLANK);
  const [file, setFile] = useState<File | null>(null);
  const [made, setMade] = useState<ConstraintReply | null>(null);
  const { progress, error, send, cancel } = useSending<ConstraintReply>();
  const change = (patch: Partial<typeof BLANK>) => setFields((known) => ({ ...known, ...patch }));
  const isNameless = kind === 'other' && fields.name.trim() === '';
  const canSend = file !== null && !isNameless && progress === null;
  const submit = async () => {
    if (file === null || !canSend) return;
    setMade(null);
    const asked = { jurisdiction, kind, ...fields, widthM: kind === 'planned-road' ? fields.widthM : '' };
    const reply = await send((onProgress) => sendConstraints(file, asked, onProgress));
    if (!reply) return;
    setMade(reply);
    setFields(BLANK);
    setFile(null);
    void client.invalidateQueries();
  };
  return (
    <>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className={styles.field}>
          <span>{words.kind}</span>
          <Select
            label={words.kind}
            value={kind}
            options={CONSTRAINT_KINDS.map((value) => ({ value, label: words.kinds[value] }))}
            onChoose={setKind}
          />
        </div>
        <TextField
          label={words.name}
          placeholder={kind === 'other' ? words.nameNeeded : words.nameHint}
          value={fields.name}
          onChange={(name) => change({ name })}
        />
        {kind === 'planned-road' && (
          <TextField
            label={words.width}
            inputMode="numeric"
            value={fields.widthM}
            onChange={(widthM) => change({ widthM })}
          />
        )}
        <TextField label={words.crs} placeholder="EPSG:4549" value={fields.crs} onChange={(crs) => change({ crs })} />
        <TextField label={words.layerOfFile} value={fields.layer} onChange={(layer) => change({ layer })} />
        <FilePick file={file} onPick={setFile} />
        <div className={styles.acts}>
          <Button kind="primary" type="submit" disabled={!canSend}>
            {words.bring}
          </Button>
          {progress !== null && (
            <>
              {progress < 1 ? (
                <span role="status">{words.sending(format.percent(progress, 0))}</span>
              ) : (
                <ImportProgress jurisdiction={jurisdiction} />
              )}
              <Button size="small" onClick={cancel}>
                {words.cancel}
              </Button>
            </>
          )}
        </div>
        <div className={styles.wide}>
          <Hint>{words.files}</Hint>
        </div>
        {error && <ErrorNote message={error} retry={text.common.retry} onRetry={() => void submit()} />}
      </form>
      {made && <Made made={made} />}
    </>
  );
}

/** What the server does with the file, and how many of its features are through. */
function ImportProgress({ jurisdiction }: { readonly jurisdiction: string }) {
  const { text, format } = useText();
  const words = text.constraints;
  const { data } = useQuery(constraintImportQuery(jurisdiction));
  const progress = data?.progress;
  if (!progress) return <span role="status">{words.reading}</span>;
  const { phase, done, total } = progress;
  return (
    <>
      <span role="status">{words.phases[phase]}</span>
      <span className={styles.number}>
        {words.through(format.number(done), total === null ? null : format.number(total))}
      </span>
    </>
  );
}

function Made({ made: { layer, replaced, warnings } }: { readonly made: ConstraintReply }) {
  const { text, format, language } = useText();
  const words = text.constraints;
  const mu = format.muInText(layer.muHundredths);
  return (
    <div className={styles.done} role="status">
      {words.done(layer.name, format.number(layer.features), mu)}
      {replaced && words.replaced}
      {warnings.length > 0 && (
        <details>
          <summary>{words.warnings(format.number(warnings.length))}</summary>
          <ul>
            {warnings.map(({ row, message }) => (
              <li key={`${row} ${message}`}>
                {row > 0 && words.row(format.number(row))}
                {inLanguage(message, language)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
