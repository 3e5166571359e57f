import { useQuery } from '@tanstack/react-query';
import type { Scenario } from '@yima-guandi/server/contract';
import { useMemo } from 'react';
import { orderClasses } from '../../api/class-names.ts';
import { jurisdictionsQuery } from '../../api/queries.ts';
import { scenarioFileHref, scenarioQuery } from '../../api/scenarios.ts';
import { askReason } from '../../shell/export-reason.ts';
import { useText } from '../../text/use-text.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Page, PageBar, Sheet, SheetColumns, SheetFoot, SheetHead } from '../../ui/page.tsx';
import { Figure, Skeleton, Tag } from '../../ui/parts.tsx';
import { Popover } from '../../ui/popover.tsx';
import { jobHref } from '../../url/route.ts';
import { useView } from '../../url/view.ts';
import { type ComparedFigure, toldFigure } from './figure-words.ts';
import { placeName } from './place-name.ts';
import { RefusalNote } from './refusal-note.tsx';
import { RemeasureNote, ScenarioFates } from './scenario-fates.tsx';
import { boxOf, type Shown, scenarioStyle } from './scenario-look.ts';
import { ScenarioMap } from './scenario-map.tsx';
import styles from './scenario-page.module.css';
import { CountsTable, OwnersTable, ParcelsTable } from './scenario-tables.tsx';
import { useRemeasure } from './use-remeasure.ts';

const FORMATS = ['xlsx', 'geojson', 'gpkg', 'zip'] as const;

/** A scenario on a page of its own, to be sent on or printed: picture, figures, owners, parcels, and where they come from. */
export function ScenarioPage({ id }: { readonly id: number }) {
  const { text } = useText();
  const { view } = useView();
  const words = text.scenarios;
  const { data: scenario, error } = useQuery(scenarioQuery(id));
  const back = jobHref('zones', { j: scenario?.jurisdiction ?? view.j, y: scenario?.year ?? view.y, lang: view.lang });
  const acts = (
    <>
      <Popover
        className={styles.exports}
        title={words.exportsTitle}
        face={
          <>
            <Icon name="export" size={14} />
            {words.exportsTitle}
          </>
        }
      >
        <div className={styles.files}>
          {FORMATS.map((format) => (
            <a key={format} href={scenarioFileHref(id, format)} download onClick={askReason}>
              {words.exports[format]}
            </a>
          ))}
        </div>
      </Popover>
      <Button size="small" icon="print" onClick={() => window.print()}>
        {words.print}
      </Button>
    </>
  );
  return (
    <main className={styles.page}>
      <Page>
        <PageBar title={words.page} acts={scenario && acts}>
          <LinkButton size="small" icon="back" href={back}>
            {words.back}
          </LinkButton>
        </PageBar>
        <RefusalNote error={error} />
        {scenario ? (
          <ScenarioSheet scenario={scenario} />
        ) : (
          !error && (
            <Sheet title={words.page} stale>
              <Skeleton height={280} />
            </Sheet>
          )
        )}
      </Page>
    </main>
  );
}

function ScenarioSheet({ scenario }: { readonly scenario: Scenario }) {
  const { text, format, language } = useText();
  const words = text.scenarios;
  const { data: places } = useQuery(jurisdictionsQuery());
  const place = places?.items.find(({ code }) => code === scenario.jurisdiction);
  const { measure } = scenario;
  const remeasure = useRemeasure();
  const isMeasuring = remeasure.busyId !== null;
  const note = (
    <>
      {place && <span>{placeName(place, language)}</span>}
      <span>{text.tally.year(scenario.year)}</span>
      <span>{words.version(format.number(scenario.version))}</span>
      {scenario.isBehind && (
        <Tag tone="warn" title={words.behindNote(format.grouped(scenario.revision))}>
          {words.behind}
        </Tag>
      )}
    </>
  );
  return (
    <Sheet title={scenario.name} note={note} stale={isMeasuring}>
      {(place?.isSynthetic || measure?.isSynthetic) && <p className={styles.synthetic}>{words.synthetic}</p>}
      {(scenario.isBehind || !measure) && (
        <p className={styles.behind} role="status">
          {measure ? words.behindNote(format.grouped(scenario.revision)) : words.formMissing}
          <Button size="small" disabled={isMeasuring} onClick={() => remeasure.start(scenario)}>
            {words.remeasure}
          </Button>
        </p>
      )}
      <RefusalNote error={remeasure.error} />
      {remeasure.done && <RemeasureNote remeasure={remeasure.done.remeasure} />}
      <ScenarioFates fates={scenario.fates} />
      <div className={styles.top}>
        <Picture scenario={scenario} />
        <Headline scenario={scenario} />
      </div>
      {measure && (
        <SheetColumns
          left={<ParcelsTable measure={measure} parcels={scenario.figures.parcels} />}
          right={
            <>
              <CountsTable measure={measure} />
              <OwnersTable measure={measure} />
            </>
          }
        />
      )}
      <Provenance scenario={scenario} />
    </Sheet>
  );
}

function Picture({ scenario }: { readonly scenario: Scenario }) {
  const { text, language } = useText();
  const { boundary, parcels, measure, year, revision, name } = scenario;
  const { data: places } = useQuery(jurisdictionsQuery());
  const newest = places?.revision ?? null;
  const style = useMemo(() => {
    if (newest === null) return null;
    const classes = orderClasses(measure?.parcels.rows.map((parcel) => parcel.class) ?? []);
    const shown: Shown = { year, revision: newest ?? revision, language, classes };
    return scenarioStyle(
      shown,
      parcels.map(({ id }) => id),
      boundary,
    );
  }, [newest, measure, year, revision, language, parcels, boundary]);
  const box = useMemo(() => boxOf([boundary]), [boundary]);
  return (
    <div className={styles.picture}>
      {style && <ScenarioMap label={text.scenarios.mapOf(name)} style={style} box={box} />}
    </div>
  );
}

const HEADLINE = [
  'freedMuHundredths',
  'gapMuHundredths',
  'muHundredths',
  'parcels',
  'owners',
  'enterprises',
  'tax10kYuan',
  'taxPerFreedMu10kYuan',
  'employees',
  'addedValue10kYuan',
  'energyTce',
  'outsideControlLineMuHundredths',
] as const satisfies readonly ComparedFigure[];

function Headline({ scenario: { figures, targetMu } }: { readonly scenario: Scenario }) {
  const { text, format } = useText();
  const words = text.scenarios;
  const noteOf = (figure: ComparedFigure): string | undefined => {
    if (figure === 'gapMuHundredths' && targetMu !== null) return `${words.targetLine} ${format.number(targetMu)}`;
    if (figure === 'tax10kYuan' && figures.taxUnknownParcels > 0)
      return text.zones.unknownOf(format.number(figures.taxUnknownParcels));
    return undefined;
  };
  return (
    <div className={styles.figures}>
      {HEADLINE.map((figure) => (
        <Figure
          key={figure}
          label={words.figures[figure]}
          value={toldFigure(format, words, figure, figures)}
          unit={figures[figure] === null ? '' : words.units[figure]}
          unknown={figures[figure] === null}
          note={noteOf(figure)}
        />
      ))}
    </div>
  );
}

function Provenance({ scenario }: { readonly scenario: Scenario }) {
  const { text, format } = useText();
  const words = text.scenarios;
  const { revision, measuredAt, origin, counting, editorName, updatedAt, note } = scenario;
  return (
    <SheetFoot>
      <SheetHead title={words.provenance} />
      <p>
        {[
          words.provenanceLine(format.grouped(revision), format.time(measuredAt)),
          `${words.counting} ${words.countingRules[counting]}`,
          words.originLine(words.origins[origin]),
          words.editedBy(editorName, format.time(updatedAt)),
        ].join(' · ')}
      </p>
      {note !== '' && (
        <p>
          {words.note} {note}
        </p>
      )}
    </SheetFoot>
  );
}
