import type { TransitionReply } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { SheetTable } from '../../ui/page.tsx';
import { ClassChip } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import { ViewLink } from '../../url/view-link.tsx';
import styles from './movement.module.css';
import { ABSENT, isMarked, layMovement, type Moved, NOT_RATED, writeCell } from './movement.ts';

type Unit = 'enterprises' | 'mu';
type MovementTableProps = {
  readonly reply: Pick<TransitionReply, 'cells' | 'classes'>;
  readonly unit: Unit;
  /** Numbers that open nothing: of a draft, which no list can show. */
  readonly isPlain?: boolean;
};

/** Rows are the earlier class, columns the later one; each number opens the enterprises behind it. */
export function MovementTable({ reply, unit, isPlain = false }: MovementTableProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const { view } = useView();
  const movement = layMovement(reply.cells, reply.classes);
  // A draft is held against the same enterprises: nobody is absent.
  const isShown = (name: string) => !isPlain || name !== ABSENT;
  const print = (moved: Moved) => (unit === 'mu' ? format.mu(moved.muHundredths) : format.number(moved.enterprises));
  return (
    <SheetTable label={words.movement} className={styles.table}>
      <thead>
        <tr>
          <td className={styles.corner} title={words.rowsColumns}>
            {words.corner}
          </td>
          {movement.columns.filter(isShown).map((name) => (
            <th key={name} scope="col">
              <ClassHead name={name} absent={words.absentTo} />
            </th>
          ))}
          <th scope="col">{text.common.total}</th>
        </tr>
      </thead>
      <tbody>
        {movement.rows
          .filter(({ from }) => isShown(from))
          .map((row) => (
            <tr key={row.from}>
              <th scope="row">
                <ClassHead name={row.from} absent={words.absentFrom} />
              </th>
              {row.cells
                .filter(({ to }) => isShown(to))
                .map((cell) => (
                  <td
                    key={cell.to}
                    className={cx(
                      row.from === cell.to && styles.same,
                      isMarked(row, cell) && styles.marked,
                      view.cell === writeCell({ from: row.from, to: cell.to }) && styles.open,
                    )}
                  >
                    {cell.enterprises === 0 ? (
                      <span className={styles.none}>–</span>
                    ) : isPlain ? (
                      print(cell)
                    ) : (
                      <ViewLink
                        patch={{ part: 'movement', cell: writeCell({ from: row.from, to: cell.to }) }}
                        aria-label={words.cellLabel(
                          nameOf(row.from, words.unrated, words.absentFrom),
                          nameOf(cell.to, words.unrated, words.absentTo),
                          format.number(cell.enterprises),
                          format.mu(cell.muHundredths),
                        )}
                      >
                        {print(cell)}
                      </ViewLink>
                    )}
                  </td>
                ))}
              <td className={styles.total}>{print(row.total)}</td>
            </tr>
          ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{text.common.total}</th>
          {movement.total.cells
            .filter(({ to }) => isShown(to))
            .map((cell) => (
              <td key={cell.to}>{print(cell)}</td>
            ))}
          <td>{print(movement.total.total)}</td>
        </tr>
      </tfoot>
    </SheetTable>
  );
}

/** What a row or column of the movement is called. */
export const nameOf = (name: string, unrated: string, absent: string): string =>
  name === NOT_RATED ? unrated : name === ABSENT ? absent : name;

function ClassHead({ name, absent }: { readonly name: string; readonly absent: string }) {
  const { text } = useText();
  if (name === ABSENT) return absent;
  if (name === NOT_RATED) return <ClassChip value={null} label={text.evaluation.unrated} />;
  return <ClassChip value={name} />;
}
