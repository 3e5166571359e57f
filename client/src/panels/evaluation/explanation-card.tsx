import { useQuery } from '@tanstack/react-query';
import type { EnterpriseExplanation } from '@yima-guandi/server/contract';
import type { ReactNode } from 'react';
import { explanationQuery, type YearOfPlace } from '../../api/evaluation.ts';
import { explain, useText } from '../../text/use-text.ts';
import { cx } from '../../ui/cx.ts';
import { Explain } from '../../ui/explain.tsx';
import { ClassChip, Empty, ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { ViewLink } from '../../url/view-link.tsx';
import { Card } from './card.tsx';
import styles from './explanation.module.css';
import { coefficientPoints, layPoints, type PointsBar } from './explanation-bars.ts';
import { ExplanationEnd } from './explanation-end.tsx';
import { reachWords, valueWords } from './method-words.ts';

type ExplanationCardProps = {
  readonly place: YearOfPlace;
  readonly creditCode: string | null;
  /** Why this one is shown, where nobody chose it. */
  readonly hint?: string | undefined;
  /** Among other cards: one line an item, and nothing that can be read on the page of enterprises. */
  readonly isBrief?: boolean;
};

/** How one enterprise came to its score and class, so that it can be defended before it. */
export function ExplanationCard({ place, creditCode, hint, isBrief = false }: ExplanationCardProps) {
  const { text } = useText();
  const { evaluation: words } = text;
  const { data, error, refetch } = useQuery(explanationQuery(creditCode, place));
  const title = words.explanation;
  const how = <Explain of="points" />;
  if (creditCode === null)
    return (
      <Card title={title} explain={how}>
        <Empty action={<ViewLink patch={{ part: 'enterprises' }}>{words.openFirms}</ViewLink>}>{words.noFirm}</Empty>
      </Card>
    );
  if (error && !data)
    return (
      <Card title={title} explain={how}>
        <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={() => void refetch()} />
      </Card>
    );
  if (!data)
    return (
      <Card title={title} explain={how}>
        <div className={styles.wait} role="status" aria-label={text.common.loading}>
          {[0, 1, 2, 3, 4, 5, 6].map((row) => (
            <Skeleton key={row} height={20} />
          ))}
        </div>
      </Card>
    );
  return (
    <Card
      title={title}
      explain={how}
      note={
        <span className={styles.who}>
          {hint && <small>{hint}</small>}
          <ViewLink patch={{ part: 'enterprises', firm: data.creditCode }} lang="zh-CN" title={data.name}>
            {data.name}
          </ViewLink>
          <ClassChip value={data.class} />
        </span>
      }
    >
      <Explanation explanation={data} isBrief={isBrief} />
    </Card>
  );
}

type ExplanationProps = { readonly explanation: EnterpriseExplanation; readonly isBrief: boolean };

/** Item by item, each bar beginning where the one before ended; then what came on top, and the sum. */
function Explanation({ explanation, isBrief }: ExplanationProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const { items, adjustments, coefficients } = explanation;
  const factors = coefficientPoints(explanation);
  const bars = layPoints([
    ...items.map(({ points }) => points),
    ...factors,
    ...adjustments.map(({ points }) => points),
  ]);
  const signed = (points: number) => `${points > 0 ? '+' : ''}${format.number(points, 2)}`;
  return (
    <div className={styles.body}>
      <ul className={cx(styles.rows, isBrief && styles.brief)}>
        {items.map((item, index) => (
          <Row
            key={item.indicator}
            name={<ItemName item={item} isBrief={isBrief} />}
            bar={bars[index] ?? null}
            points={item.points === null ? format.number(null) : format.number(item.points, 2)}
            of={`/ ${format.number(item.weight, Number.isInteger(item.weight) ? 0 : 1)}`}
          />
        ))}
        {coefficients.map(({ name, factor }, index) => (
          <Row
            key={name}
            name={name}
            bar={bars[items.length + index] ?? null}
            points={words.factor(format.number(factor, 2))}
          />
        ))}
        {adjustments.map(({ name, points }, index) => (
          <Row
            key={name}
            name={name}
            bar={bars[items.length + coefficients.length + index] ?? null}
            points={signed(points)}
          />
        ))}
      </ul>
      <ExplanationEnd explanation={explanation} isBrief={isBrief} />
    </div>
  );
}

type RowProps = {
  readonly name: ReactNode;
  readonly bar: PointsBar | null;
  readonly points: string;
  readonly of?: string;
};

const Row = ({ name, bar, points, of }: RowProps) => (
  <li>
    <span className={styles.name}>{name}</span>
    <span className={styles.track} aria-hidden="true">
      {bar && (
        <i
          className={bar.isLoss ? styles.loss : undefined}
          style={{ left: `${bar.x * 100}%`, width: `${bar.width * 100}%` }}
        />
      )}
    </span>
    <span className={styles.points}>
      {points} {of && <small>{of}</small>}
    </span>
  </li>
);

type ItemNameProps = { readonly item: EnterpriseExplanation['items'][number]; readonly isBrief: boolean };

/** Value against baseline, the rank among the peers, and what bound the points. */
function ItemName({ item, isBrief }: ItemNameProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const print = (value: number | null) => valueWords({ format }, item.indicator, value);
  const range = item.range && words.baselineRange(print(item.range.min), print(item.range.max));
  const against = range ?? (item.baseline === null ? null : words.againstBaseline(print(item.baseline)));
  return (
    <>
      <span className={styles.line}>
        {words.indicators[item.indicator]} {print(item.value)}
        {against && <span className={styles.against}> {against}</span>}
      </span>
      <small hidden={isBrief}>
        {[
          ...(item.rank === null ? [] : [words.rankOf(format.number(item.rank), format.number(item.peers))]),
          ...(item.bound === null ? [] : [words.bound[item.bound]]),
          ...(item.reachesNextClassAt === null
            ? []
            : [`${words.next} ${reachWords({ format }, item.indicator, item.reachesNextClassAt)}`]),
        ].join(' · ')}
      </small>
    </>
  );
}
