import type { Tally } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import { SheetFoot } from '../../ui/page.tsx';
import { useFilterWords } from '../find/filter-words.ts';

/** How the numbers came about: area, rules, filter, method, revision. Printed with every sheet. */
export function CountingRules({ tally }: { readonly tally: Tally }) {
  const { text, format, language } = useText();
  const { tally: words, programme } = text;
  const filters = useFilterWords().map((part) => part.label);
  const basis = tally.areaBasis.map((source) => programme.areaSource[source]).join(language === 'zh' ? '、' : ', ');
  const tierName = (version: string) =>
    version.replace(/^(above|below)-scale/, (tier) => programme.tier[tier as keyof typeof programme.tier]);
  const stamps = [
    words.filter(filters.length > 0 ? filters.join(' · ') : words.filterAll),
    ...(tally.methodVersions.length > 0 ? [words.methods(tally.methodVersions.map(tierName).join(' · '))] : []),
    words.revision(format.grouped(tally.revision)),
    ...(tally.isSynthetic ? [words.synthetic] : []),
  ];
  return (
    <SheetFoot>
      <p>
        {words.rulesLabel}
        {language === 'zh' ? '：' : ': '}
        {words.rules(basis)}
      </p>
      <p>{stamps.join(' · ')}</p>
    </SheetFoot>
  );
}
