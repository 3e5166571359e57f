import type { Programme } from '@yima-guandi/server/contract';
import { useText } from '../../text/use-text.ts';
import styles from './programme.module.css';

type Clause = Programme['rules'][number]['clause'];

/** Document and number of a clause, and what it says in our own words. */
export function ClauseCell({ clause }: { readonly clause: Clause }) {
  const { text } = useText();
  return (
    <>
      <span className={styles.clause} lang="zh-CN">
        {text.programme.clauseOf(clause.document, clause.number)}
      </span>
      <small className={styles.paraphrase} lang="zh-CN">
        {clause.paraphrase}
      </small>
    </>
  );
}
