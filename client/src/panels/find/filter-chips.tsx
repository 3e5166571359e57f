import { useText } from '../../text/use-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { useView, type View } from '../../url/view.ts';
import styles from './filter-chips.module.css';
import { useFilterWords } from './filter-words.ts';

/** Each condition of the filter as a chip that takes it away. Parts shown elsewhere on the screen can be left out. */
export function FilterChips({ without = [] }: { readonly without?: readonly (keyof View)[] }) {
  const { text } = useText();
  const { setView } = useView();
  const parts = useFilterWords().filter((part) => !without.some((key) => key === part.key));
  if (parts.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={text.find.filters}>
      {parts.map((part) => (
        <li key={part.key}>
          <button
            type="button"
            className={styles.chip}
            aria-label={text.find.removeFilter(part.label)}
            onClick={() => void setView(part.without)}
          >
            <span title={part.label}>{part.label}</span>
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
