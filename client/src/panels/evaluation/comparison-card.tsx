import type { TierDistribution } from '@yima-guandi/server/contract';
import { useMay } from '../../api/session.ts';
import { useText } from '../../text/use-text.ts';
import { Explain } from '../../ui/explain.tsx';
import { SheetTable } from '../../ui/page.tsx';
import { ClassChip, Hint } from '../../ui/parts.tsx';
import { ViewLink } from '../../url/view-link.tsx';
import { Card } from './card.tsx';
import { noPreviewWords } from './method-words.ts';
import styles from './movement.module.css';
import type { MethodEditor } from './use-evaluation.ts';

type ComparisonCardProps = {
  readonly version: number;
  readonly published: TierDistribution;
  /** What the draft would give; undefined: nothing is drafted, or it has a fault. */
  readonly drafted: TierDistribution | undefined;
  readonly editor: MethodEditor;
  readonly stale: boolean;
};

/** Enterprises of each class by the version in force and by the draft, side by side. */
export function ComparisonCard({ version, published, drafted, editor, stale }: ComparisonCardProps) {
  const { isClosed } = editor;
  const mayDraft = useMay()('evaluate');
  const { text, format } = useText();
  const { evaluation: words } = text;
  const old = words.version(version);
  const title = isClosed ? words.classesOf(old) : words.compare(old);
  const names = [...published.classes, ...(drafted?.classes ?? [])].map((each) => each.class);
  const rows = [...new Set(names)].sort((a, b) => Number(a === null) - Number(b === null));
  const count = (of: TierDistribution | undefined, name: string | null) =>
    of?.classes.find((each) => each.class === name)?.enterprises ?? 0;
  return (
    <Card
      title={title}
      explain={<Explain of="comparison" />}
      note={
        drafted && (
          <ViewLink className={styles.link} patch={{ part: 'changes' }}>
            {words.parts.changes}
          </ViewLink>
        )
      }
      stale={stale}
    >
      <SheetTable label={title} className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{old}</th>
            {!isClosed && <th scope="col">{words.draft}</th>}
            {!isClosed && <th scope="col">{words.change}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((name) => {
            const [before, after] = [count(published, name), count(drafted, name)];
            return (
              <tr key={name ?? ''}>
                <th scope="row">
                  <ClassChip value={name} />
                </th>
                <td>{format.number(before)}</td>
                {!isClosed && <td className={styles.total}>{drafted ? format.number(after) : '–'}</td>}
                {!isClosed && <td>{drafted ? `${after > before ? '+' : ''}${format.number(after - before)}` : '–'}</td>}
              </tr>
            );
          })}
        </tbody>
      </SheetTable>
      {/* Between a change and its preview there is nothing to say. */}
      {mayDraft && !drafted && (!editor.isDraft || editor.faults.all.length > 0) && (
        <Hint>{noPreviewWords({ text, format }, editor)}</Hint>
      )}
    </Card>
  );
}
