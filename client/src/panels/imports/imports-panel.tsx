import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useRef } from 'react';
import { useCurrent } from '../../api/current.ts';
import { importQuery } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { explain, useText } from '../../text/use-text.ts';
import { antdTheme } from '../../theme/antd.ts';
import { stylePermit } from '../../theme/style-permit.ts';
import { Page, PageBar, Sheet } from '../../ui/page.tsx';
import { ErrorNote, Hint } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import { LayerSheet } from '../constraints/layer-sheet.tsx';
import { LedgerSheet } from '../constraints/ledger-sheet.tsx';
import { BatchList } from './batch-list.tsx';
import { BatchReport } from './batch-report.tsx';
import { ImportForm } from './import-form.tsx';
import styles from './imports.module.css';

/** Files in: what was stored, what came back and why, and what was imported before. */
export function ImportsPanel() {
  const { text, language } = useText();
  const { view } = useView();
  const { jurisdiction } = useCurrent();
  const mayImport = useMay()('import');
  const batch = useQuery(importQuery(mayImport ? view.batch : null));
  const report = useRef<HTMLDivElement>(null);
  const shown = batch.data?.id;
  useEffect(() => {
    if (shown !== undefined) report.current?.scrollIntoView({ block: 'start' });
  }, [shown]);
  useRenewal(batch.data?.status === 'running');
  return (
    <ConfigProvider theme={antdTheme} csp={stylePermit} locale={language === 'zh' ? zhCN : enGB}>
      <Page>
        <PageBar title={text.imports.title}>{mayImport && <Hint>{text.imports.intro}</Hint>}</PageBar>
        {jurisdiction && mayImport && (
          <Sheet title={text.imports.newImport}>
            <ImportForm key={jurisdiction.code} jurisdiction={jurisdiction.code} />
          </Sheet>
        )}
        {batch.error && !batch.data && (
          <ErrorNote
            message={`${text.imports.failedToLoad} · ${explain(text, batch.error)}`}
            retry={text.common.retry}
            onRetry={() => void batch.refetch()}
          />
        )}
        <div ref={report} className={styles.report}>
          {batch.data && <BatchReport batch={batch.data} />}
        </div>
        {mayImport && <BatchList />}
        {jurisdiction && (
          <>
            <LayerSheet jurisdiction={jurisdiction.code} />
            <LedgerSheet jurisdiction={jurisdiction.code} />
          </>
        )}
      </Page>
    </ConfigProvider>
  );
}

/** When an import ends, everything that was read before it is out of date. */
function useRenewal(isRunning: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isRunning) return;
    return () => void client.invalidateQueries();
  }, [isRunning, client]);
}
