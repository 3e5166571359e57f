import { type ComponentType, lazy, Suspense } from 'react';
import { useMay } from '../../api/session.ts';
import { Denied } from '../../shell/denied.tsx';
import { useText } from '../../text/use-text.ts';
import { Page, PageBar } from '../../ui/page.tsx';
import { ADMIN_PARTS, type AdminPart, adminHref } from '../../url/route.ts';
import { useView } from '../../url/view.ts';
import styles from './admin-page.module.css';
import { UsersSheet } from './users-sheet.tsx';

const PARTS: Record<AdminPart, ComponentType> = {
  users: UsersSheet,
  audit: lazy(async () => ({ default: (await import('../audit/audit-sheet.tsx')).AuditSheet })),
};

/** What only administrators do: a part of it at a time, each with an address of its own. */
export function AdminPage({ part }: { readonly part: AdminPart }) {
  const may = useMay();
  const Part = PARTS[part];
  if (!may('administer')) return <Denied />;
  return (
    <Page>
      <Parts part={part} />
      <Suspense fallback={null}>
        <Part />
      </Suspense>
    </Page>
  );
}

function Parts({ part }: { readonly part: AdminPart }) {
  const { text } = useText();
  const { view } = useView();
  const words = text.access.admin;
  return (
    <PageBar title={words.title}>
      <nav className={styles.parts} aria-label={words.partsLabel}>
        {ADMIN_PARTS.map((each) => (
          <a key={each} href={adminHref(each, view)} aria-current={each === part ? 'page' : undefined}>
            {words.parts[each]}
          </a>
        ))}
      </nav>
    </PageBar>
  );
}
