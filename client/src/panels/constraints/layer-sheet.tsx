import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ConstraintLayer } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { constraintLayersQuery, removeConstraints } from '../../api/constraints.ts';
import { useMay } from '../../api/session.ts';
import { explain, explainAct, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Sheet, SheetTable } from '../../ui/page.tsx';
import { Empty, ErrorNote, Skeleton, Tag } from '../../ui/parts.tsx';
import { Swatch } from '../../ui/swatch.tsx';
import styles from './constraints.module.css';
import { LayerForm } from './layer-form.tsx';

/** The layers that bind planning: what there is, whence it came, and how another is brought in. */
export function LayerSheet({ jurisdiction }: { readonly jurisdiction: string }) {
  const { text } = useText();
  const words = text.constraints;
  const mayImport = useMay()('import');
  const layers = useQuery(constraintLayersQuery(jurisdiction));
  return (
    <Sheet title={words.layers} note={words.layersNote}>
      {layers.isPending && <Skeleton height={72} />}
      {layers.error && !layers.data && (
        <ErrorNote
          message={explain(text, layers.error)}
          retry={text.common.retry}
          onRetry={() => void layers.refetch()}
        />
      )}
      {layers.data?.items.length === 0 && <Empty>{words.noLayers}</Empty>}
      {layers.data && layers.data.items.length > 0 && <Layers items={layers.data.items} />}
      {mayImport && <LayerForm key={jurisdiction} jurisdiction={jurisdiction} />}
    </Sheet>
  );
}

function Layers({ items }: { readonly items: readonly ConstraintLayer[] }) {
  const { text } = useText();
  const words = text.constraints;
  const [leaving, setLeaving] = useState<ConstraintLayer | null>(null);
  return (
    <>
      <SheetTable label={words.layers} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col" className={styles.number}>
              {words.mu}
            </th>
            <th scope="col" className={styles.number}>
              {words.features}
            </th>
            <th scope="col" className={styles.roomy}>
              {words.source}
            </th>
            <th scope="col" className={styles.roomy}>
              {words.importedAt}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {items.map((layer) => (
            <LayerRow key={layer.id} layer={layer} onRemove={() => setLeaving(layer)} />
          ))}
        </tbody>
      </SheetTable>
      {leaving && <RemoveDialog layer={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function LayerRow({ layer, onRemove }: { readonly layer: ConstraintLayer; readonly onRemove: () => void }) {
  const { text, format } = useText();
  const words = text.constraints;
  const mayImport = useMay()('import');
  const kind = words.kinds[layer.kind];
  const source = [
    layer.sourceFile ?? (layer.isSynthetic ? words.synthetic : words.unknownSource),
    ...(layer.crs === null ? [] : [layer.crs]),
    ...(layer.widthM === null ? [] : [words.roadWidth(format.number(layer.widthM))]),
  ].join(' · ');
  return (
    <tr>
      <td className={styles.words}>
        <span className={styles.kind}>
          <Swatch kind={layer.kind} />
          {layer.name}
          {layer.name !== kind && <Tag slim>{kind}</Tag>}
        </span>
        <span className={styles.narrow}>{source}</span>
      </td>
      <td className={styles.number}>{format.muExact(layer.muHundredths)}</td>
      <td className={styles.number}>{format.number(layer.features)}</td>
      <td className={cx(styles.words, styles.roomy)}>{source}</td>
      <td className={styles.roomy}>{layer.importedAt === null ? '–' : format.time(layer.importedAt)}</td>
      <td>
        {mayImport && (
          <Button size="small" kind="text" onClick={onRemove} aria-label={words.removeTitle(layer.name)}>
            {words.remove}
          </Button>
        )}
      </td>
    </tr>
  );
}

function RemoveDialog({ layer, onClose }: { readonly layer: ConstraintLayer; readonly onClose: () => void }) {
  const { text, language } = useText();
  const words = text.constraints;
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const remove = async () => {
    setBusy(true);
    try {
      await removeConstraints(layer.id);
      void client.invalidateQueries();
      onClose();
    } catch (failure) {
      setError(explainAct(text, language, failure));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={words.removeTitle(layer.name)}
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={() => {
        if (!isBusy) void remove();
      }}
    >
      <p>{words.removeNote}</p>
      {error && <ErrorNote message={error} retry={text.common.retry} />}
      <footer>
        <Button onClick={onClose} disabled={isBusy}>
          {words.keep}
        </Button>
        <Button kind="primary" type="submit" disabled={isBusy}>
          {words.remove}
        </Button>
      </footer>
    </Dialog>
  );
}
