import { useText } from '../../text/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import styles from './method.module.css';
import { addClass, removeClass, renameClass } from './method-edits.ts';
import { TextField } from './text-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

const MOST_CLASSES = 12;

/** What the classes are called and how many there are, best first. */
export function ClassNames({ editor: { method, change, faults } }: { readonly editor: MethodEditor }) {
  const { method: words, evaluation } = useText().text;
  const { classes } = method;
  const rows = classes.map(({ name }, index) => ({ name, index, place: `classes[${index}]` }));
  return (
    <fieldset className={styles.details} aria-label={words.classNames}>
      <ul className={styles.names}>
        {rows.map(({ name, index, place }) => (
          <li key={place} className={styles.nameRow}>
            <TextField
              label={words.classAt(index + 1)}
              value={name}
              maxLength={20}
              fault={faults.at(`${place}.name`)}
              onChange={(next) => change(`${place}.name`, renameClass(method, index, next.replaceAll(/[\s,]/g, '')))}
            />
            <IconButton
              icon="close"
              size="small"
              label={evaluation.removeExtra(name)}
              disabled={classes.length === 1}
              onClick={() => change(`${place}.removed`, removeClass(method, index))}
            />
          </li>
        ))}
      </ul>
      {classes.length < MOST_CLASSES && (
        <Button
          kind="text"
          size="small"
          icon="plus"
          onClick={() => change(`classes[${classes.length}].added`, addClass(method))}
        >
          {words.addClass}
        </Button>
      )}
    </fieldset>
  );
}
