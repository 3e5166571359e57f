import { useQuery } from '@tanstack/react-query';
import type { ImportBatch } from '@yima-guandi/server/contract';
import { Table } from 'antd';
import { importsQuery, jurisdictionsQuery } from '../../api/queries.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Sheet } from '../../ui/page.tsx';
import { Empty, ErrorNote, Skeleton, Tag } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import { STATUS_TONES } from './batch-report.tsx';
import styles from './imports.module.css';

/** Former imports, newest first; each opens its report. */
export function BatchList() {
  const { text } = useText();
  const { imports: words } = text;
  const batches = useQuery(importsQuery());
  return (
    <Sheet title={words.batches}>
      {batches.error && !batches.data && (
        <ErrorNote
          message={`${words.failedToLoad} · ${explain(text, batches.error)}`}
          retry={text.common.retry}
          onRetry={() => void batches.refetch()}
        />
      )}
      {batches.isPending && <Skeleton height={72} />}
      {batches.data?.items.length === 0 && <Empty>{words.noBatches}</Empty>}
      {batches.data && batches.data.items.length > 0 && <Batches items={batches.data.items} />}
    </Sheet>
  );
}

function Batches({ items }: { readonly items: readonly ImportBatch[] }) {
  const { text, format, language } = useText();
  const { view } = useView();
  const { data: places } = useQuery(jurisdictionsQuery());
  const placeName = (code: string) => {
    const place = places?.items.find((each) => each.code === code);
    return place ? (language === 'zh' ? place.name : place.nameEn) : code;
  };
  const { imports: words } = text;
  return (
    <Table<ImportBatch>
      size="small"
      rowKey="id"
      dataSource={items}
      scroll={{ x: 'max-content' }}
      rowClassName={(batch) => (batch.id === view.batch ? (styles.chosen ?? '') : '')}
      pagination={{ defaultPageSize: 10, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
      columns={[
        {
          title: words.file,
          render: (_, batch) => (
            <ViewLink patch={{ batch: batch.id }} className={styles.fileLink}>
              {batch.fileName}
            </ViewLink>
          ),
        },
        { title: words.jurisdiction, render: (_, batch) => placeName(batch.jurisdiction) },
        { title: words.kind, render: (_, batch) => words.kinds[batch.kind] },
        {
          title: words.statusHead,
          render: (_, batch) => <Tag tone={STATUS_TONES[batch.status]}>{words.status[batch.status]}</Tag>,
        },
        { title: words.read, align: 'right', render: (_, batch) => format.number(batch.rowsRead) },
        { title: words.accepted, align: 'right', render: (_, batch) => format.number(batch.rowsAccepted) },
        { title: words.warned, align: 'right', render: (_, batch) => format.number(batch.rowsWarned) },
        { title: words.refused, align: 'right', render: (_, batch) => format.number(batch.rowsRefused) },
        { title: words.started, render: (_, batch) => format.time(batch.startedAt) },
      ]}
    />
  );
}
