import type { EvaluationMethod } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Section } from '../../ui/panel.tsx';
import { Hint } from '../../ui/parts.tsx';
import { DivisionList } from './division-list.tsx';
import { freeName } from './extras.ts';
import styles from './method.module.css';
import { FieldFault } from './number-field.tsx';
import { TextField } from './text-field.tsx';
import type { MethodEditor } from './use-evaluation.ts';

type Group = NonNullable<EvaluationMethod['industryGroups']>[number];

/** Industries that are ranked by themselves. A closed year without any says nothing of them. */
export function MethodGroups({ editor }: { readonly editor: MethodEditor }) {
  const { method: words, evaluation } = useText().text;
  const { method, change, isClosed, open, setOpen, openAdded } = editor;
  const groups = method.industryGroups ?? [];
  const put = (place: string, industryGroups: readonly Group[]) =>
    change(place, { ...method, industryGroups: [...industryGroups] });
  const rows = groups.map((group, index) => ({ group, index, place: `industryGroups[${index}]` }));
  if (isClosed && groups.length === 0) return null;
  return (
    <Section title={evaluation.groups}>
      <Hint>{groups.length > 0 ? words.groupsHint : words.noGroups}</Hint>
      <ul className={styles.extras}>
        {rows.map(({ group, index, place }) => (
          <li key={place}>
            <GroupRow
              group={group}
              place={place}
              editor={editor}
              isOpen={open === place}
              onToggle={() => setOpen(open === place ? null : place)}
              onChange={(next, field) =>
                put(
                  `${place}.${field}`,
                  groups.map((each, at) => (at === index ? next : each)),
                )
              }
              onRemove={() => {
                put(
                  `${place}.removed`,
                  groups.filter((_, at) => at !== index),
                );
                setOpen(null);
              }}
            />
          </li>
        ))}
      </ul>
      {!isClosed && (
        <Button
          kind="text"
          size="small"
          className={styles.act}
          icon="plus"
          onClick={() => {
            const place = `industryGroups[${groups.length}]`;
            put(`${place}.added`, [...groups, { name: freeName(groups, words.newGroup), divisions: [] }]);
            openAdded(place);
          }}
        >
          {words.addGroup}
        </Button>
      )}
    </Section>
  );
}

type GroupRowProps = {
  readonly group: Group;
  readonly place: string;
  readonly editor: MethodEditor;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onChange: (group: Group, field: string) => void;
  readonly onRemove: () => void;
};

function GroupRow({ group, place, editor, isOpen, onToggle, onChange, onRemove }: GroupRowProps) {
  const { method: words, evaluation } = useText().text;
  const { faults, isClosed } = editor;
  return (
    <>
      <div className={styles.extra}>
        <span>
          {group.name}
          <small>{evaluation.groupOf(group.divisions.join(' · '))}</small>
        </span>
        <IconButton
          icon="down"
          size="small"
          className={cx(styles.more, isOpen && styles.moreOpen)}
          label={words.detailsOf(group.name)}
          aria-expanded={isOpen}
          onClick={onToggle}
        />
      </div>
      {isOpen ? (
        <fieldset className={styles.details} disabled={isClosed} aria-label={words.detailsOf(group.name)}>
          <TextField
            label={words.groupName}
            value={group.name}
            maxLength={100}
            isNext={editor.added === place}
            fault={faults.at(`${place}.name`)}
            onChange={(name) => onChange({ ...group, name }, 'name')}
          />
          <DivisionList
            label={words.industries}
            divisions={group.divisions}
            fault={faults.under(`${place}.divisions`)}
            onChange={(divisions) => onChange({ ...group, divisions }, 'divisions')}
          />
          {!isClosed && (
            <Button kind="text" size="small" onClick={onRemove}>
              {evaluation.removeExtra(group.name)}
            </Button>
          )}
        </fieldset>
      ) : (
        <FieldFault>{faults.under(place)}</FieldFault>
      )}
    </>
  );
}
