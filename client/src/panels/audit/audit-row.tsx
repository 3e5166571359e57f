import type { AuditEntry } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './audit.module.css';
import { AuditDetailsPart } from './entry-details.tsx';

type AuditRowProps = { readonly entry: AuditEntry; readonly isOpen: boolean; readonly onOpen: () => void };

/** One entry; open, with what was changed below it. */
export function AuditRow({ entry, isOpen, onOpen }: AuditRowProps) {
  const { text, format } = useText();
  const words = text.audit;
  return (
    <tbody>
      <tr className={cx(styles.row, isOpen && styles.open)} onClick={onOpen}>
        <td className={styles.number}>
          <button
            type="button"
            className={styles.opener}
            aria-expanded={isOpen}
            aria-label={words.open(String(entry.id))}
            onClick={(event) => {
              event.stopPropagation();
              onOpen();
            }}
          >
            <Icon name={isOpen ? 'down' : 'next'} size={14} />
            {entry.id}
          </button>
        </td>
        <td className={styles.time}>{format.time(entry.at)}</td>
        <td className={cx(styles.who, entry.actedAs !== 'person' && styles.quiet)}>
          {entry.actedAs === 'person' ? entry.actor : words.actedAs[entry.actedAs]}
        </td>
        <td className={styles.kind}>{words.kinds[entry.kind]}</td>
        <td className={styles.subject}>{subjectOf(entry, words.files)}</td>
        <td className={styles.place}>{entry.jurisdiction?.name ?? ''}</td>
      </tr>
      {isOpen && (
        <tr className={styles.details}>
          <td colSpan={6}>
            <AuditDetailsPart entry={entry} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** A number alone says little: the name of the thing stands beside it. */
function subjectOf({ kind, subject, details }: AuditEntry, files: Readonly<Record<string, string>>): string {
  if (kind === 'export' || kind === 'export-ended') return files[subject] ?? subject;
  const { before, after, facts } = details;
  const names = [after?.name, before?.name, facts?.name, facts?.file, after?.land, before?.land];
  const name = names.find((each) => typeof each === 'string' && each !== '' && each !== subject);
  return [subject, name].filter(Boolean).join(' · ');
}
