import { useCurrent } from '../../api/current.ts';
import { divisionName } from '../../text/industry.ts';
import { useText } from '../../text/use-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { NOT_KNOWN } from '../../url/filter.ts';
import { useView } from '../../url/view.ts';
import styles from './map-screen.module.css';

/** What the map is narrowed to, each with a way out. Classes switched off are told by the legend. */
export function FilterChips() {
  const { text, language } = useText();
  const { view, setView } = useView();
  const { jurisdiction } = useCurrent();
  const say = (value: string, name: string | undefined) => (value === NOT_KNOWN ? text.common.noData : (name ?? value));
  const chips: { key: 'finding' | 'town' | 'park' | 'industry'; label: string }[] = [];
  if (view.finding) chips.push({ key: 'finding', label: text.common.findings[view.finding] });
  if (view.town !== null)
    chips.push({
      key: 'town',
      label: say(view.town, jurisdiction?.towns.find(({ code }) => code === view.town)?.name),
    });
  if (view.park !== null) chips.push({ key: 'park', label: say(view.park, view.park) });
  if (view.industry !== null)
    chips.push({
      key: 'industry',
      label: say(view.industry, `${view.industry} ${divisionName(view.industry, language)}`),
    });
  return (
    <div className={styles.chips}>
      {chips.map(({ key, label }) => (
        <span key={key} className={styles.chip}>
          {label}
          <button
            type="button"
            aria-label={`${text.common.clear} ${label}`}
            onClick={() => void setView({ [key]: null })}
          >
            <Icon name="close" size={14} />
          </button>
        </span>
      ))}
    </div>
  );
}
