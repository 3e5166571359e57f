import { useCurrent } from '../api/current.ts';
import { useText } from '../text/use-text.ts';
import { IconButton } from '../ui/button.tsx';
import { useView, type View } from '../url/view.ts';
import styles from './link-note.module.css';

/** Says that the link asks for a jurisdiction that is not here, or a year without data, and what is shown in its place. Closing it takes that out of the link. */
export function LinkNote() {
  const { text } = useText();
  const { jurisdiction, year, absentYear, absentCode } = useCurrent();
  if (absentCode !== null && jurisdiction !== null)
    return <Note words={text.shell.absentJurisdiction(absentCode, jurisdiction)} change={{ j: null }} />;
  if (absentYear !== null && year !== null)
    return <Note words={text.shell.absentYear(absentYear, year)} change={{ y: null }} />;
  return null;
}

function Note({ words, change }: { readonly words: string; readonly change: Partial<View> }) {
  const { text } = useText();
  const { setView } = useView();
  return (
    <p className={styles.note} role="status">
      {words}
      <IconButton icon="close" size="small" label={text.common.close} onClick={() => void setView(change)} />
    </p>
  );
}
