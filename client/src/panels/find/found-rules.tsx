import { useQuery } from '@tanstack/react-query';
import type { Programme, ProgrammeRule } from '@yima-guandi/server/contract';
import type { FindingKind } from '@yima-guandi/server/domain';
import { useCurrent } from '../../api/current.ts';
import { programmeQuery } from '../../api/queries.ts';
import { useText } from '../../text/use-text.ts';
import { Hint, Skeleton, Tag } from '../../ui/parts.tsx';
import { ViewLink } from '../../url/view-link.tsx';
import { inclusiveWords, ruleScope, ruleWords } from '../programme/rule-words.ts';
import styles from './found-rules.module.css';

type RuleLine = {
  readonly key: string;
  readonly kind: FindingKind;
  readonly words: string;
  /** Whether the value itself counts. */
  readonly inclusive: string;
  /** Whom and what it speaks of. */
  readonly scope: readonly string[];
  readonly source: string;
  readonly paraphrase: string;
};

type FoundRulesProps = {
  readonly finding: FindingKind | null;
  /** Rules that stand above already, each with its slider: only what else finds land is told, in a line each. */
  readonly besides: readonly string[];
};

/** The rules behind what is found: value, comparator with its inclusivity in words, and the clause. */
export function FoundRules({ finding, besides }: FoundRulesProps) {
  const { text, language } = useText();
  const { jurisdiction } = useCurrent();
  const known = jurisdiction?.programmes[0];
  const programme = useQuery(programmeQuery(known?.id));
  const kinds: readonly FindingKind[] = finding ? [finding] : ['low-efficiency', 'suspected-idle'];
  if (known && programme.isPending) {
    return (
      <div className={styles.rules}>
        <Skeleton height={20} />
        <Skeleton height={18} width="60%" />
      </div>
    );
  }
  const all = kinds.flatMap((kind) => linesOf(text, kind, programme.data ?? null));
  const lines = all.filter(({ key }) => !besides.includes(key));
  if (besides.length > 0)
    return lines.length === 0 ? null : (
      <ul className={styles.brief} aria-label={text.whatIf.besides}>
        {lines.map((line) => (
          <li key={line.key} data-kind={line.kind} title={`${line.source} ${line.paraphrase}`}>
            <i aria-hidden="true" />
            <span>
              {text.common.findings[line.kind]} <small>{line.source}</small>
            </span>
          </li>
        ))}
      </ul>
    );
  return (
    <section className={styles.rules} aria-label={text.find.rules}>
      <div className={styles.head}>
        {known ? (
          <ViewLink patch={{ job: 'programme', sel: null }} className={styles.name}>
            {language === 'zh' ? known.name : known.nameEn}
          </ViewLink>
        ) : (
          <Hint>{text.find.noProgramme}</Hint>
        )}
        {programme.data && (
          <Tag
            slim
            tone={programme.data.document.status === 'draft' ? 'warn' : 'plain'}
            title={programme.data.document.statusNote}
          >
            {text.programme.status[programme.data.document.status]}
          </Tag>
        )}
      </div>
      <ul>
        {lines.map((line) => (
          <li key={line.key} data-kind={line.kind}>
            <i aria-hidden="true" />
            <p className={styles.words}>
              <b>{line.words}</b>
              {line.inclusive && <span>{line.inclusive}</span>}
            </p>
            <p className={styles.source} title={`${line.source} ${line.paraphrase}`}>
              {[text.common.findings[line.kind], ...line.scope, line.source].join(' · ')}
            </p>
          </li>
        ))}
        {lines.length === 0 && <li>{text.find.noRule}</li>}
      </ul>
    </section>
  );
}

/** Kinds that the product finds everywhere, without a rule of the programme. */
const isOwnKind = <Own extends FindingKind>(rules: Readonly<Record<Own, string>>, kind: FindingKind): kind is Own =>
  Object.hasOwn(rules, kind);

function linesOf(text: ReturnType<typeof useText>['text'], kind: FindingKind, programme: Programme | null): RuleLine[] {
  const { find } = text;
  if (kind === 'suspected-idle')
    return [
      {
        key: kind,
        kind,
        words: find.idleShort,
        inclusive: '',
        scope: [],
        source: find.idleClause,
        paraphrase: find.idleRule,
      },
    ];
  if (!isOwnKind(find.kindRules, kind)) {
    return (programme?.rules ?? [])
      .filter((rule) => rule.finding === kind && rule.isOn !== false)
      .map((rule: ProgrammeRule) => ({
        key: rule.id,
        kind,
        words: ruleWords(text, rule),
        inclusive: inclusiveWords(text, rule),
        scope: ruleScope(text, rule),
        source: text.programme.clauseOf(rule.clause.document, rule.clause.number),
        paraphrase: rule.clause.paraphrase,
      }));
  }
  return [
    {
      key: kind,
      kind,
      words: find.kindRules[kind],
      inclusive: '',
      scope: [],
      source: find.standard,
      paraphrase: find.kindRules[kind],
    },
  ];
}
