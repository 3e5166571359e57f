import type { Tally } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { useFilterWords } from '../find/filter-words.ts';
import styles from './tally-panel.module.css';

/** How the numbers came about: area, rules, filter, method, revision. Printed with every sheet. */
export function CountingRules({ tally }: { readonly tally: Tally }) {
  const { text, format, language } = useText();
  const { tally: words, programme } = text;
  const filters = useFilterWords().map((part) => part.label);
  const basis = tally.areaBasis.map((source) => programme.areaSource[source]).join(language === 'zh' ? '、' : ', ');
  const stamps = [
    words.filter(filters.length > 0 ? filters.join(' · ') : words.filterAll),
    ...(tally.methodVersions.length > 0 ? [words.methods(tally.methodVersions.join(', '))] : []),
    words.revision(format.grouped(tally.revision)),
    ...(tally.isSynthetic ? [words.synthetic] : []),
  ];
  return (
    <footer className={styles['foot']}>
      <p>
        {words.rulesLabel}
        {language === 'zh' ? '：' : ': '}
        {words.rules(basis)}
      </p>
      <p>{stamps.join(' · ')}</p>
    </footer>
  );
}
