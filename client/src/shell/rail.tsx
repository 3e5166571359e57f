import { useMay } from '../api/session.ts';
import { useText } from '../text/use-text.ts';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/icon.tsx';
import { adminHref, currentRoute, jobHref } from '../url/route.ts';
import { JOBS, type Job, useView } from '../url/view.ts';
import { JOB_PANELS } from './jobs.ts';
import styles from './rail.module.css';
import { useMayUse } from './rights.ts';

/** The jobs that this version has, and that the role may use. What is not built yet is not shown. */
export function Rail() {
  const { text } = useText();
  const { view } = useView();
  const may = useMay();
  const mayUse = useMayUse();
  const jobs = JOBS.filter(mayUse);
  const atBottom = jobs.filter((job) => job !== 'map' && JOB_PANELS[job].end === 'bottom');
  const { page } = currentRoute();
  return (
    <nav className={styles.rail} aria-label={text.shell.jobsLabel}>
      {jobs.map((job) => (
        <JobEntry key={job} job={job} className={cx(styles.job, job === atBottom[0] && styles.push)} />
      ))}
      {may('administer') && (
        <a
          className={cx(styles.job, styles.wide, atBottom.length === 0 && styles.push)}
          href={adminHref('users', view)}
          aria-current={page === 'admin' ? 'page' : undefined}
        >
          <Icon name="admin" />
          {text.access.admin.rail}
        </a>
      )}
    </nav>
  );
}

/** Beside the map a job opens in place; from a page of its own a link leads there. */
function JobEntry({ job, className }: { readonly job: Job; readonly className: string }) {
  const { text } = useText();
  const { view, setView } = useView();
  const face = (
    <>
      <Icon name={job} />
      {text.shell.jobs[job]}
    </>
  );
  if (currentRoute().page !== 'map')
    return (
      <a className={className} href={jobHref(job, view)}>
        {face}
      </a>
    );
  return (
    <button
      type="button"
      className={className}
      aria-current={view.job === job ? 'page' : undefined}
      onClick={() => view.job !== job && void setView({ job })}
    >
      {face}
    </button>
  );
}
