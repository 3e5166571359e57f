import { useText } from '../text/use-text.ts';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/icon.tsx';
import { JOBS, useView } from '../url/view.ts';
import { JOB_PANELS } from './jobs.ts';
import styles from './rail.module.css';

/** The jobs that this version has. What is not built yet is not shown. */
export function Rail() {
  const { text } = useText();
  const { view, setView } = useView();
  const atBottom = JOBS.filter((job) => job !== 'map' && JOB_PANELS[job].end === 'bottom');
  return (
    <nav className={styles.rail} aria-label={text.shell.jobsLabel}>
      {JOBS.map((job) => (
        <button
          key={job}
          type="button"
          className={cx(styles.job, job === atBottom[0] && styles.push)}
          aria-current={view.job === job ? 'page' : undefined}
          onClick={() => view.job !== job && void setView({ job })}
        >
          <Icon name={job} />
          {text.shell.jobs[job]}
        </button>
      ))}
    </nav>
  );
}
