import { useQuery } from '@tanstack/react-query';
import type { Jurisdiction } from '@yima-guandi/server/contract';
import { classOfRow } from '../api/class-names.ts';
import { evaluationQuery } from '../api/evaluation.ts';
import { programmeQuery, tallyQuery } from '../api/queries.ts';
import { methodVersionWords } from '../text/method-versions.ts';
import { useText } from '../text/use-text.ts';
import { IconButton } from '../ui/button.tsx';
import { Select } from '../ui/choices.tsx';
import { Icon } from '../ui/icon.tsx';
import { ClassChip, Skeleton } from '../ui/parts.tsx';
import { Popover } from '../ui/popover.tsx';
import { UNRATED, useView } from '../url/view.ts';
import { ViewLink } from '../url/view-link.tsx';
import styles from './year-choice.module.css';

type YearProps = { readonly jurisdiction: Jurisdiction; readonly year: number };

/** The year everything on the page speaks of: one step back or on, any year of the list, and what holds in it. */
export function YearChoice({ jurisdiction, year }: YearProps) {
  const { text } = useText();
  const { setView } = useView();
  const { years } = jurisdiction;
  const at = years.indexOf(year);
  return (
    <span className={styles.choice}>
      <Step className={styles.step} to={years[at - 1]} icon="back" label={text.shell.yearBefore} />
      <Select
        look="bare"
        label={text.shell.year}
        value={String(year)}
        options={[...years].reverse().map((each) => ({ value: String(each), label: text.shell.yearOf(each) }))}
        onChoose={(each) => void setView({ y: Number(each) })}
      />
      <Step className={styles.step} to={years[at + 1]} icon="next" label={text.shell.yearAfter} />
      <Popover
        className={styles.open}
        label={text.shell.yearCard.open}
        title={text.shell.yearCard.open}
        face={<Icon name="clock" size={14} />}
        wide
      >
        <YearCard jurisdiction={jurisdiction} year={year} />
      </Popover>
    </span>
  );
}

type StepProps = {
  readonly to: number | undefined;
  readonly icon: 'back' | 'next';
  readonly label: string;
  readonly className: string | undefined;
};

/** One year back or on; undefined: there is none. */
function Step({ to, icon, label, className }: StepProps) {
  const { setView } = useView();
  return (
    <IconButton
      className={className}
      icon={icon}
      label={label}
      size="small"
      disabled={to === undefined}
      onClick={() => to !== undefined && void setView({ y: to })}
    />
  );
}

/** Classes, rules and method of the year, and how classes moved up to it. */
function YearCard({ jurisdiction, year }: YearProps) {
  const { text } = useText();
  const { setView } = useView();
  const { yearCard: words } = text.shell;
  const { years } = jurisdiction;
  const at = years.indexOf(year);
  const [first] = years;
  return (
    <div className={styles.card}>
      <div className={styles.slide}>
        <span className={styles.steps}>
          <Step className={styles.cardStep} to={years[at - 1]} icon="back" label={text.shell.yearBefore} />
          {text.shell.yearOf(year)}
          <Step className={styles.cardStep} to={years[at + 1]} icon="next" label={text.shell.yearAfter} />
        </span>
        <input
          type="range"
          aria-label={words.slide}
          aria-valuetext={text.shell.yearOf(year)}
          min={0}
          max={years.length - 1}
          value={at}
          onChange={(event) => void setView({ y: years[Number(event.target.value)] ?? year })}
        />
        <span className={styles.ticks} aria-hidden="true">
          {years.map((each) => (
            <i key={each} data-current={each === year || undefined}>
              {each}
            </i>
          ))}
        </span>
      </div>
      <dl className={styles.facts}>
        <ClassesOfYear jurisdiction={jurisdiction.code} year={year} />
        <StateOfYear jurisdiction={jurisdiction.code} year={year} />
        <RuleOfYear id={jurisdiction.programmes[0]?.id} year={year} />
      </dl>
      {first !== undefined && at > 0 && (
        <p className={styles.links}>
          <span>{words.moved}</span>
          {at > 1 && <MovementLink since={first}>{words.toDate(first)}</MovementLink>}
          <MovementLink since={years[at - 1] ?? first}>{words.between(years[at - 1] ?? first, year)}</MovementLink>
        </p>
      )}
    </div>
  );
}

const MovementLink = ({ since, children }: { readonly since: number; readonly children: string }) => (
  <ViewLink patch={{ job: 'evaluation', part: 'movement', since, cell: null, sel: null }}>{children}</ViewLink>
);

function ClassesOfYear({ jurisdiction, year }: { readonly jurisdiction: string; readonly year: number }) {
  const { text, format } = useText();
  const { yearCard: words } = text.shell;
  const { data, isPlaceholderData } = useQuery(tallyQuery({ jurisdiction, year, by: 'class' }));
  const versions = data?.methodVersions ?? [];
  return (
    <>
      <div>
        <dt>{words.classes}</dt>
        <dd className={styles.classes} aria-busy={isPlaceholderData}>
          {data ? (
            data.rows.map((row) => (
              <span key={row.key ?? ''}>
                <ClassChip value={classOfRow(row) === UNRATED ? null : row.key} /> {format.number(row.all.parcels)}
              </span>
            ))
          ) : (
            <Skeleton height={20} />
          )}
        </dd>
      </div>
      <div>
        <dt>{words.method}</dt>
        <dd>{data && (versions.length > 0 ? methodVersionWords(text, versions) : words.noMethod)}</dd>
      </div>
    </>
  );
}

/** Whether the year still takes new methods, or since when it does not. */
function StateOfYear({ jurisdiction, year }: { readonly jurisdiction: string; readonly year: number }) {
  const { text, format } = useText();
  const { yearCard: words } = text.shell;
  const { data, isPlaceholderData } = useQuery(evaluationQuery({ jurisdiction, year }));
  return (
    <div>
      <dt>{words.state}</dt>
      <dd className={styles.state} aria-busy={isPlaceholderData}>
        {!data || isPlaceholderData ? (
          <Skeleton height={20} />
        ) : data.closedAt === null ? (
          words.isOpen
        ) : (
          <>
            <Icon name="lock" size={14} /> <span>{text.evaluation.closedSince(format.dayOf(data.closedAt))}</span>
          </>
        )}
      </dd>
    </div>
  );
}

function RuleOfYear({ id, year }: { readonly id: string | undefined; readonly year: number }) {
  const { text, language } = useText();
  const { yearCard: words } = text.shell;
  const { data } = useQuery(programmeQuery(id));
  const term = data?.document.term;
  const isInTerm = term && year >= term.from && year <= term.to;
  return (
    <div>
      <dt>{words.rule}</dt>
      <dd>
        {id === undefined && words.noProgramme}
        {data && term && (
          <>
            {language === 'zh' ? data.name : data.nameEn} · {text.programme.version(data.version)}
            <small>{isInTerm ? words.inTerm(term.from, term.to) : words.outsideTerm(term.from, term.to)}</small>
          </>
        )}
      </dd>
    </div>
  );
}
