import type { ParcelDetail } from '@yima-guandi/server/contract';
import type { Format } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import type { Text } from '../../text/zh.ts';
import { cx } from '../../ui/cx.ts';
import { Section } from '../../ui/panel.tsx';
import { type KeyValueRow, Tag } from '../../ui/parts.tsx';
import styles from './registers.module.css';

type Words = { readonly text: Text; readonly format: Format };
type Project = ParcelDetail['projects'][number];

const STEPS = ['signedOn', 'startedOn', 'completedOn', 'producingOn', 'aboveScaleOn', 'reachedAgreedOn'] as const;

/** What was signed with the land, and whether its use was changed since. */
export const agreementRows = (
  { agreement, hasUnapprovedUse }: Pick<ParcelDetail, 'agreement' | 'hasUnapprovedUse'>,
  { text }: Pick<Words, 'text'>,
): KeyValueRow[] => [
  {
    key: 'agreement',
    label: text.register.agreement,
    value: agreement === null ? text.common.noData : text.register.agreements[agreement],
    unknown: agreement === null,
  },
  {
    key: 'unapproved-use',
    label: text.register.unapprovedUse,
    value: hasUnapprovedUse === null ? text.register.notOnRecord : text.register.unapprovedUses[`${hasUnapprovedUse}`],
    unknown: hasUnapprovedUse === null,
  },
];

/** The steps of a project with their days: a day that is missing has not come, or nobody has told it. */
export function projectSteps(
  project: Project,
  { text, format }: Words,
): { readonly name: string; readonly day: string; readonly isKnown: boolean }[] {
  const last = STEPS.findLastIndex((step) => project[step] !== null);
  return STEPS.map((step, index) => {
    const day = project[step];
    const isDue = step === 'signedOn' || index < last;
    return {
      name: text.register.steps[step],
      day: day !== null ? format.date(day) : isDue ? text.common.noData : text.register.notYet,
      isKnown: day !== null,
    };
  });
}

/** Projects and violations of the parcel and of who stands on it, as the registers have them. */
export function Registers({ parcel }: { readonly parcel: Pick<ParcelDetail, 'projects' | 'violations'> }) {
  const { text } = useText();
  const { register: words } = text;
  const { projects, violations } = parcel;
  return (
    <>
      <Section title={words.projects} note={projects.length > 0 ? words.projectCount(projects.length) : undefined}>
        {projects.length === 0 ? (
          <p className={styles.nothing}>{words.noProjects}</p>
        ) : (
          <ul>
            {projects.map((project) => (
              <OneProject key={project.name} project={project} />
            ))}
          </ul>
        )}
      </Section>
      <Section
        title={words.violations}
        note={violations.length > 0 ? words.violationCount(violations.length) : undefined}
      >
        {violations.length === 0 ? (
          <p className={styles.nothing}>{words.noViolations}</p>
        ) : (
          <ul>
            {violations.map((violation) => (
              <OneViolation key={`${violation.creditCode} ${violation.field} ${violation.foundOn}`} {...violation} />
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function OneProject({ project }: { readonly project: Project }) {
  const words = useText();
  const { text, format } = words;
  const output = project.agreedOutput10kYuan;
  return (
    <li className={styles.entry}>
      <b lang="zh-CN">{project.name}</b>
      <dl className={styles.steps}>
        {projectSteps(project, words).map(({ name, day, isKnown }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={cx(!isKnown && styles.unknown)}>{day}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.facts}>
        {text.register.agreedOutput} {format.number(output)} {output !== null && text.common.units.tax}
      </p>
    </li>
  );
}

function OneViolation({ name, field, foundOn, remediedOn }: ParcelDetail['violations'][number]) {
  const { text, format } = useText();
  const { register: words } = text;
  return (
    <li className={styles.entry}>
      <div className={styles.line}>
        <b>{words.fields[field]}</b>
        <span lang="zh-CN">{name}</span>
        {remediedOn === null && (
          <Tag tone="warn" slim>
            {words.notRemedied}
          </Tag>
        )}
      </div>
      <p className={styles.facts}>
        {words.foundOn(format.date(foundOn))}
        {remediedOn !== null && ` · ${words.remediedOn(format.date(remediedOn))}`}
      </p>
    </li>
  );
}
