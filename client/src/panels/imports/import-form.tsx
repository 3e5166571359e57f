import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IMPORT_KINDS, type ImportBatch } from '@yima-guandi/server/contract';
import { Checkbox, Upload as FilePicker, Input, Progress, Segmented } from 'antd';
import { useId, useRef, useState } from 'react';
import { jurisdictionsQuery } from '../../api/queries.ts';
import type { Sent } from '../../api/send-form.ts';
import { type ImportForm as Form, uploadImport } from '../../api/upload-import.ts';
import { explainSent, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choices.tsx';
import { ErrorNote, Hint } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import { fileSize } from './file-size.ts';
import styles from './imports.module.css';

type Kind = ImportBatch['kind'];
type Draft = Omit<Form, 'file'> & { readonly file: File | null };

/** One file with what must be known of it. Half-typed forms live here and nowhere else. */
export function ImportForm({ jurisdiction }: { readonly jurisdiction: string }) {
  const { text, format } = useText();
  const { imports: words } = text;
  const [draft, setDraft] = useState<Draft>({
    kind: 'parcels',
    jurisdiction,
    file: null,
    mapping: '',
    crs: '',
    isStrict: false,
  });
  const { progress, error, send, cancel } = useUpload();
  const change = (patch: Partial<Draft>) => setDraft((known) => ({ ...known, ...patch }));
  const mappingFault = draft.mapping.trim() !== '' && !isJson(draft.mapping);
  const canSend = draft.file !== null && !mappingFault && progress === null;
  const submit = () => {
    if (draft.file === null) return;
    void send({ ...draft, file: draft.file }).then((isSent) => isSent && change({ file: null }));
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) submit();
      }}
    >
      <KindAndPlace draft={draft} change={change} />
      <FilePicker.Dragger
        multiple={false}
        showUploadList={false}
        disabled={progress !== null}
        beforeUpload={(file) => {
          change({ file });
          return false;
        }}
      >
        <div className={styles.drop}>
          {draft.file ? (
            <>
              <strong>{words.chosen(draft.file.name, fileSize(draft.file.size))}</strong>
              <Hint>{words.change}</Hint>
            </>
          ) : (
            <>
              <strong>{words.drop}</strong>
              <Hint>{words.kindHint[draft.kind]}</Hint>
            </>
          )}
        </div>
      </FilePicker.Dragger>
      <MoreSettings draft={draft} change={change} mappingFault={mappingFault} />
      {error && <ErrorNote message={error} retry={text.common.retry} onRetry={submit} />}
      <div className={styles.submit}>
        <Checkbox checked={draft.isStrict} onChange={({ target }) => change({ isStrict: target.checked })}>
          {words.strict}
        </Checkbox>
        {progress !== null && (
          <span className={styles.uploading}>
            <Progress percent={Math.round(progress * 100)} size="small" showInfo={false} aria-label={words.progress} />
            <Hint>{words.uploading(format.percent(progress, 0))}</Hint>
            <Button size="small" onClick={cancel}>
              {words.cancel}
            </Button>
          </span>
        )}
        <Button kind="primary" type="submit" disabled={!canSend} title={draft.file ? undefined : words.needFile}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}

type PartProps = { readonly draft: Draft; readonly change: (patch: Partial<Draft>) => void };

function KindAndPlace({ draft, change }: PartProps) {
  const { text, language } = useText();
  const { imports: words } = text;
  const places = useQuery(jurisdictionsQuery());
  return (
    <div className={styles.choices}>
      <div className={styles.field}>
        <span>{words.kind}</span>
        <Segmented<Kind>
          aria-label={words.kind}
          value={draft.kind}
          options={IMPORT_KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          onChange={(kind) => change({ kind })}
        />
      </div>
      <div className={styles.field}>
        <span>{words.jurisdiction}</span>
        <Select
          label={words.jurisdiction}
          value={draft.jurisdiction}
          options={(places.data?.items ?? []).map((place) => ({
            value: place.code,
            label: language === 'zh' ? place.name : place.nameEn,
          }))}
          onChoose={(jurisdiction) => change({ jurisdiction })}
        />
      </div>
    </div>
  );
}

function MoreSettings({ draft, change, mappingFault }: PartProps & { readonly mappingFault: boolean }) {
  const { text } = useText();
  const { imports: words } = text;
  const id = useId();
  return (
    <details className={styles.more}>
      <summary>{words.more}</summary>
      <div className={styles.settings}>
        <div className={styles.field}>
          <label htmlFor={`${id}-mapping`}>{words.mapping}</label>
          <Input.TextArea
            id={`${id}-mapping`}
            rows={5}
            spellCheck={false}
            className={styles.code ?? ''}
            value={draft.mapping}
            status={mappingFault ? 'error' : ''}
            placeholder={'{"columns":{"areaCertified":{"column":"证载面积","unit":"亩"}}}'}
            onChange={({ target }) => change({ mapping: target.value })}
          />
          <Hint>{mappingFault ? words.mappingBad : words.mappingHint}</Hint>
        </div>
        <div className={styles.field}>
          <label htmlFor={`${id}-crs`}>{words.crs}</label>
          <Input
            id={`${id}-crs`}
            placeholder="EPSG:4490"
            value={draft.crs}
            onChange={({ target }) => change({ crs: target.value })}
          />
          <Hint>{words.crsHint}</Hint>
        </div>
      </div>
    </details>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Sends a form, tells how far it is, and opens the report of the batch that it made. */
function useUpload() {
  const { text, language } = useText();
  const { setView } = useView();
  const client = useQueryClient();
  const upload = useRef<Sent<ImportBatch> | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const send = async (form: Form): Promise<boolean> => {
    setError(null);
    setProgress(0);
    upload.current = uploadImport(form, setProgress);
    try {
      const batch = await upload.current.reply;
      void client.invalidateQueries({ queryKey: ['imports'] });
      void setView({ batch: batch.id });
      return true;
    } catch (failure) {
      const isCancelled = failure instanceof DOMException && failure.name === 'AbortError';
      if (!isCancelled) setError(explainSent(text, language, failure));
      return false;
    } finally {
      upload.current = null;
      setProgress(null);
    }
  };
  return { progress, error, send, cancel: () => upload.current?.cancel() };
}
