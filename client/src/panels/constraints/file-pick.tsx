import { useText } from '../../text/use-text.ts';
import styles from './constraints.module.css';

type PickProps = {
  readonly file: File | null;
  readonly onPick: (file: File) => void;
};

/** Chooses one file of geodata, and says which was chosen in the page's own words. */
export function FilePick({ file, onPick }: PickProps) {
  const { text } = useText();
  return (
    <span className={styles.pick}>
      <label>
        <input
          type="file"
          accept=".geojson,.json,.zip,.gpkg,.kml,.kmz,.dxf"
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen) onPick(chosen);
            target.value = ''; // The same file may be chosen again once it was mended.
          }}
        />
        {file ? text.constraints.another : text.constraints.file}
      </label>
      {file && <strong>{file.name}</strong>}
    </span>
  );
}
