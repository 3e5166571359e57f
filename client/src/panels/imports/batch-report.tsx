import type { ImportBatch, ImportDetail, ImportRow } from '@yima-guandi/server/contract';
import { Progress, Table } from 'antd';
import { refusalWords, useText } from '../../text/use-text.ts';
import { LinkButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Sheet, SheetHead } from '../../ui/page.tsx';
import { ErrorNote, Figure, Hint, Tag, type Tone } from '../../ui/parts.tsx';
import { columnWords, readDetected, reasonWords } from './batch-words.ts';
import { fileSize } from './file-size.ts';
import styles from './imports.module.css';

export const STATUS_TONES: Record<ImportBatch['status'], Tone> = {
  running: 'primary',
  committed: 'ok',
  refused: 'error',
  failed: 'error',
  unchanged: 'plain',
};
const STAGES = ['reading', 'checking', 'storing', 'done'] as const;

/** One import as it runs and as it ended: counts, what was recognised, and the rows that came back with their reasons. */
export function BatchReport({ batch }: { readonly batch: ImportDetail }) {
  const { text, format, language } = useText();
  const { imports: words } = text;
  const note = (
    <>
      <span>{words.kinds[batch.kind]}</span>
      <span>{fileSize(batch.fileBytes)}</span>
      {batch.isStrict && <span>{words.strictTag}</span>}
      <span>{format.time(batch.finishedAt ?? batch.startedAt)}</span>
    </>
  );
  return (
    <Sheet title={`${words.batch(batch.id)} · ${batch.fileName}`} note={note}>
      <div className={styles.state} role="status">
        <Tag tone={STATUS_TONES[batch.status]}>{words.status[batch.status]}</Tag>
        <Hint>{words.statusHint[batch.status]}</Hint>
      </div>
      {batch.status === 'running' && <Stages stage={batch.stage} />}
      {batch.problem && (
        <ErrorNote
          message={
            <>
              {refusalWords(text, language, { kind: batch.problem.type, detail: batch.problem.detail })}{' '}
              {batch.problem.place && words.place(batch.problem.place)}
            </>
          }
          retry=""
        />
      )}
      <div className={styles.counts}>
        <Figure label={words.read} value={format.number(batch.rowsRead)} unit={words.rowsUnit} />
        <Figure
          label={words.accepted}
          value={format.number(batch.rowsAccepted)}
          unit={words.rowsUnit}
          note={batch.rowsWarned > 0 ? `${words.warned} ${format.number(batch.rowsWarned)}` : undefined}
        />
        <Figure label={words.refused} value={format.number(batch.rowsRefused)} unit={words.rowsUnit} />
      </div>
      <DetectedFacts batch={batch} />
      {batch.status !== 'running' && <ReturnedRows batch={batch} />}
    </Sheet>
  );
}

function Stages({ stage }: { readonly stage: ImportBatch['stage'] }) {
  const { text } = useText();
  const at = STAGES.indexOf(stage);
  return (
    <div className={styles.stages}>
      <Progress
        percent={Math.round(((at + 0.5) / STAGES.length) * 100)}
        size="small"
        showInfo={false}
        aria-label={text.imports.progress}
      />
      <ol>
        {STAGES.map((each, index) => (
          <li key={each} className={cx(index <= at && styles.past)} aria-current={index === at ? 'step' : undefined}>
            {text.imports.stage[each]}
          </li>
        ))}
      </ol>
    </div>
  );
}

function DetectedFacts({ batch }: { readonly batch: ImportDetail }) {
  const { text, language } = useText();
  const { imports: words } = text;
  const detected = readDetected(batch.detected);
  const facts = [
    { name: words.format, value: detected.format },
    { name: words.encoding, value: detected.encoding ?? undefined },
    { name: words.crsFound, value: detected.crs },
    { name: words.placeCheck, value: [detected.placeCheck, detected.datumNote].filter(Boolean).join('；') },
    { name: words.columns, value: detected.columns?.map((column) => columnWords(column, language)).join('; ') },
    { name: words.mappingNotes, value: detected.notes?.map(({ note }) => note).join('；') },
    { name: words.unused, value: detected.unusedColumns?.join('、') },
  ].filter((fact) => fact.value !== undefined && fact.value !== '');
  if (facts.length === 0) return null;
  const isServerWords = (name: string) => name === words.placeCheck || name === words.mappingNotes;
  return (
    <section className={styles.part}>
      <SheetHead title={words.detected} />
      <dl className={styles.facts}>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd lang={isServerWords(name) ? 'zh-CN' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function ReturnedRows({ batch }: { readonly batch: ImportDetail }) {
  const { text, format } = useText();
  const { imports: words } = text;
  if (batch.rows.length === 0) return batch.problem ? null : <p className={styles.none}>{words.noRows}</p>;
  return (
    <section className={styles.part}>
      <SheetHead
        title={words.rows}
        note={
          <span className={styles.rowActs}>
            {words.rowsFirst(format.number(batch.rows.length))}
            {batch.rowsRefused > 0 && (
              <LinkButton size="small" icon="export" href={`/api/imports/${batch.id}/refused.csv`} download>
                {words.download}
              </LinkButton>
            )}
          </span>
        }
      />
      <Table<ImportRow>
        size="small"
        rowKey={(row) => `${row.rowNumber} ${row.verdict}`}
        dataSource={batch.rows}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
        columns={[
          { title: words.rowNumber, dataIndex: 'rowNumber', align: 'right', width: 72 },
          {
            title: words.verdict,
            dataIndex: 'verdict',
            width: 80,
            render: (verdict: ImportRow['verdict']) => (
              <Tag tone={verdict === 'refused' ? 'error' : 'warn'}>{words.verdicts[verdict]}</Tag>
            ),
          },
          {
            title: words.column,
            responsive: ['sm'],
            width: 140,
            render: (_, row) => <Reasons row={row} say={({ column }) => column ?? words.wholeRow} />,
          },
          {
            title: words.reason,
            render: (_, row) => (
              <Reasons row={row} say={reasonWords} narrow={(reason) => reason.column ?? words.wholeRow} />
            ),
          },
        ]}
      />
    </section>
  );
}

type Reason = ImportRow['reasons'][number];

type ReasonsProps = {
  readonly row: ImportRow;
  readonly say: (reason: Reason) => string;
  /** Said first where the column has no room for a cell of its own. */
  readonly narrow?: (reason: Reason) => string;
};

/** The reasons of a row, one line each, in step with those of the cell beside it. */
function Reasons({ row, say, narrow }: ReasonsProps) {
  const { reasons } = useText().text.imports;
  return (
    <ul>
      {row.reasons.map((reason) => (
        <li key={`${reason.code} ${reason.column} ${reason.message}`}>
          {narrow && <span className={styles.narrow}>{narrow(reason)} · </span>}
          {say === reasonWords ? (reasons[reason.code] ?? <span lang="zh-CN">{say(reason)}</span>) : say(reason)}
        </li>
      ))}
    </ul>
  );
}
