import { useInfiniteQuery } from '@tanstack/react-query';
import type { EvaluationReply, TierEvaluation } from '@yima-guandi/server/contract';
import { rankedQuery, type YearOfPlace } from '../../api/evaluation.ts';
import { RequestError } from '../../api/request.ts';
import { useMay } from '../../api/session.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Tabs } from '../../ui/choices.tsx';
import { cx } from '../../ui/cx.ts';
import { PanelHead } from '../../ui/panel.tsx';
import { Empty, ErrorNote, Skeleton } from '../../ui/parts.tsx';
import { EVALUATION_PARTS, useView } from '../../url/view.ts';
import { NothingHere } from '../find/nothing-here.tsx';
import { ChangesCard, ChangesMatrix } from './changes-card.tsx';
import { ComparisonCard } from './comparison-card.tsx';
import { DistributionCard } from './distribution-card.tsx';
import styles from './evaluation.module.css';
import { ExplanationCard } from './explanation-card.tsx';
import { MethodPanel } from './method-panel.tsx';
import { MovedList } from './moved-list.tsx';
import { MovementCard } from './movement-card.tsx';
import { RankedList } from './ranked-list.tsx';
import { type MethodEditor, type Preview, useEvaluation, useMethodEditor, usePreview } from './use-evaluation.ts';
import { YearState } from './year-state.tsx';

/** Evaluation (亩均效益综合评价): the method, what it gives, how a score comes about, and how classes move. */
export function EvaluationPanel() {
  const { text } = useText();
  const { evaluation: words } = text;
  const { place, reply, tier } = useEvaluation();
  if (place && reply.data && tier) return <TierPage place={place} reply={reply.data} tier={tier} />;
  return (
    <div className={styles.page}>
      <aside className={styles.method}>
        <PanelHead title={words.title} />
        {!reply.error && <MethodWait />}
      </aside>
      <div className={styles.parts}>
        {reply.error instanceof RequestError && reply.error.kind === 'scope-partial' ? (
          <Empty>{text.problem['scope-partial']}</Empty>
        ) : reply.error ? (
          <ErrorNote
            message={`${words.failed} · ${explain(text, reply.error)}`}
            retry={text.common.retry}
            onRetry={() => void reply.refetch()}
          />
        ) : reply.data ? (
          <Empty>
            {words.empty}
            <br />
            {words.emptyHint}
          </Empty>
        ) : place ? (
          <PageWait />
        ) : (
          <NothingHere />
        )}
      </div>
    </div>
  );
}

type TierPageProps = {
  readonly place: YearOfPlace;
  readonly reply: EvaluationReply;
  readonly tier: TierEvaluation;
};

function TierPage({ place, reply, tier }: TierPageProps) {
  const { text } = useText();
  const { evaluation: words } = text;
  const { view, setView } = useView();
  const parts = useParts();
  const editor = useMethodEditor(reply, tier);
  const preview = usePreview({ ...place, tier: tier.tier }, editor);
  return (
    <div className={styles.page}>
      <aside className={styles.method} aria-label={words.title}>
        <MethodPanel reply={reply} tier={tier} editor={editor} preview={preview} />
      </aside>
      <div className={styles.parts}>
        <div className={styles.head}>
          <Tabs
            label={words.partsLabel}
            value={parts.includes(view.part) ? view.part : 'overview'}
            choices={parts.map((part) => ({ value: part, label: words.parts[part] }))}
            onChoose={(part) => void setView({ part })}
          />
          <YearState place={place} closedAt={reply.closedAt} />
        </div>
        <Part place={place} reply={reply} tier={tier} editor={editor} preview={preview} />
      </div>
    </div>
  );
}

/** Parts of the page that the role may use: single enterprises are not for everybody, drafts for those who evaluate. */
function useParts(): readonly (typeof EVALUATION_PARTS)[number][] {
  const may = useMay();
  return EVALUATION_PARTS.filter(
    (part) => (part !== 'enterprises' || may('see-figures')) && (part !== 'changes' || may('evaluate')),
  );
}

type PartProps = TierPageProps & { readonly editor: MethodEditor; readonly preview: Preview };

function Part({ place, reply, tier, editor, preview }: PartProps) {
  const { view } = useView();
  const parts = useParts();
  const mayName = useMay()('see-figures');
  const drafted = preview.data?.distribution;
  switch (parts.includes(view.part) ? view.part : 'overview') {
    case 'overview':
      return (
        <div className={styles.grid}>
          <DistributionCard
            distribution={drafted ?? tier.distribution}
            editor={editor}
            notInATier={reply.notInATier}
            stale={preview.isStale && editor.faults.all.length === 0}
          />
          {mayName && <ChosenFirm place={place} tier={tier} isBrief />}
          <MovementCard place={place} />
          <ComparisonCard
            version={tier.method.version}
            published={tier.distribution}
            drafted={drafted}
            editor={editor}
            stale={preview.isStale}
          />
        </div>
      );
    case 'enterprises':
      return (
        <div className={styles.pair}>
          <RankedList key={tier.tier} place={place} tier={tier} />
          <ChosenFirm place={place} tier={tier} />
        </div>
      );
    case 'movement':
      return (
        <div className={cx(styles.pair, styles.even)}>
          <MovementCard place={place} isFull />
          {mayName && <MovedList place={place} />}
        </div>
      );
    case 'changes':
      return (
        <div className={styles.pair}>
          <ChangesCard preview={preview} editor={editor} />
          <div className={styles.stack}>
            {preview.data && <ChangesMatrix preview={preview.data} />}
            <ChosenFirm place={place} tier={tier} />
          </div>
        </div>
      );
  }
}

type ChosenFirmProps = Pick<PartProps, 'place' | 'tier'> & { readonly isBrief?: boolean };

/** The enterprise of the link, else the one that stands nearest below a better class. */
function ChosenFirm({ place, tier, isBrief = false }: ChosenFirmProps) {
  const { evaluation: words } = useText().text;
  const { view } = useView();
  const classes = tier.distribution.classes.flatMap(({ class: name, enterprises }) =>
    name !== null && enterprises > 0 ? [name] : [],
  );
  const near = classes.at(Math.max(1, classes.length - 2)) ?? classes[0];
  const above = near === undefined ? undefined : classes[classes.indexOf(near) - 1];
  const isAsked = view.firm === null && near !== undefined;
  const { data } = useInfiniteQuery(rankedQuery(isAsked ? { ...place, tier: tier.tier, class: near, limit: 1 } : null));
  const first = isAsked ? data?.pages[0]?.items[0]?.creditCode : undefined;
  return (
    <ExplanationCard
      place={place}
      creditCode={view.firm ?? first ?? null}
      isBrief={isBrief}
      hint={view.firm === null && above !== undefined ? words.nearest(above) : undefined}
    />
  );
}

const PageWait = () => (
  <div className={styles.grid} role="status">
    {['distribution', 'explanation', 'movement', 'comparison'].map((card) => (
      <Skeleton key={card} height={320} />
    ))}
  </div>
);

const MethodWait = () => (
  <div className={styles.wait}>
    {[28, 264, 140, 112].map((height) => (
      <Skeleton key={height} height={height} />
    ))}
  </div>
);
