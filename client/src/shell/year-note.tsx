import { useCurrent } from '../api/current.ts';
import { useText } from '../text/use-text.ts';
import { IconButton } from '../ui/button.tsx';
import { useView } from '../url/view.ts';
import styles from './year-note.module.css';

/** Says that the link asks for a year without data, and which one is shown in its place. Closing it takes that year out of the link. */
export function YearNote() {
  const { text } = useText();
  const { setView } = useView();
  const { year, absentYear } = useCurrent();
  if (absentYear === null || year === null) return null;
  return (
    <p className={styles.note} role="status">
      {text.shell.absentYear(absentYear, year)}
      <IconButton icon="close" size="small" label={text.common.close} onClick={() => void setView({ y: null })} />
    </p>
  );
}
