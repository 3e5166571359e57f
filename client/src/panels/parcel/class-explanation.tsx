import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { explanationQuery, type YearOfPlace } from '../../api/evaluation.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Explain } from '../../ui/explain.tsx';
import { ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { ViewLink } from '../../url/view-link.tsx';
import { valueWords } from '../evaluation/method-words.ts';
import styles from './dossier.module.css';

type ClassExplanationProps = { readonly creditCode: string; readonly place: YearOfPlace };

/** How an enterprise came to its class of the year, item by item; it is asked for when it is opened. */
export function ClassExplanation({ creditCode, place }: ClassExplanationProps) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.evaluation.explanation}</summary>
      {isOpen && <Items creditCode={creditCode} place={place} />}
    </details>
  );
}

function Items({ creditCode, place }: ClassExplanationProps) {
  const { text, format } = useText();
  const { evaluation: words } = text;
  const { data, error, refetch } = useQuery(explanationQuery(creditCode, place));
  if (error && !data)
    return <ErrorNote message={explain(text, error)} retry={text.common.retry} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={160} />;
  return (
    <>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{words.item}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">
              {words.baseline} <Explain of="baseline" />
            </th>
            <th scope="col">{words.rank}</th>
            <th scope="col">
              {words.points} <Explain of="points" />
            </th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((item) => (
            <tr key={item.indicator}>
              <th scope="row">{words.indicators[item.indicator]}</th>
              <td className={item.value === null ? styles.unknown : undefined}>
                {valueWords({ format }, item.indicator, item.value)}
              </td>
              <td>{item.baseline === null ? '–' : valueWords({ format }, item.indicator, item.baseline)}</td>
              <td>{item.rank === null ? '–' : format.number(item.rank)}</td>
              <td>
                {item.points === null ? '–' : format.number(item.points, 2)} / {item.weight}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{words.score}</th>
            <td colSpan={3}>{data.rank !== null && words.rankOf(format.number(data.rank), format.number(data.of))}</td>
            <td>
              <b>{format.number(data.score, 2)}</b>
            </td>
          </tr>
        </tbody>
      </table>
      <p className={styles.nothing}>
        {words.methodOf(`${words.version(data.method.version)} ${data.method.name}`, data.year)}
        {' · '}
        <ViewLink
          className={styles.link}
          patch={{
            job: 'evaluation',
            part: 'enterprises',
            j: place.jurisdiction,
            y: place.year,
            tier: data.tier,
            firm: creditCode,
            sel: null,
          }}
        >
          {words.whole}
        </ViewLink>
      </p>
    </>
  );
}
