import { useText } from '../../text/use-text.ts';
import { Select } from '../../ui/choices.tsx';
import { EXTRA_KINDS, withExtra } from './extras.ts';
import styles from './method.module.css';
import type { MethodEditor } from './use-evaluation.ts';

/** One more bonus, coefficient, veto or exemption of a kind; it opens to be filled in. */
export function AddExtra({ editor: { method, change, openAdded } }: { readonly editor: MethodEditor }) {
  const { evaluation, method: words } = useText().text;
  return (
    <div className={styles.add}>
      <Select
        look="small"
        label={evaluation.addExtra}
        value=""
        options={[
          { value: '', label: evaluation.addExtra },
          ...EXTRA_KINDS.map((each) => ({ value: each, label: words.kinds[each] })),
        ]}
        onChoose={(chosen) => {
          const kind = EXTRA_KINDS.find((each) => each === chosen);
          if (!kind) return;
          const added = withExtra(method, kind, words.newName[kind]);
          change(`${added.place}.added`, added.method);
          openAdded(added.place);
        }}
      />
    </div>
  );
}
