import { useQueries, useQuery } from '@tanstack/react-query';
import { MOST_COMPARED, type Scenario, type ScenarioComparison } from '@yima-guandi/server/contract';
import { useMemo } from 'react';
import { useClassNames } from '../../api/class-names.ts';
import { useCurrent } from '../../api/current.ts';
import { comparisonQuery, scenarioQuery } from '../../api/scenarios.ts';
import { useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Page, PageBar, Sheet, SheetFoot } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/parts.tsx';
import { useView } from '../../url/view.ts';
import styles from './comparison.module.css';
import { ComparisonChart } from './comparison-chart.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { DifferenceLegend } from './difference-legend.tsx';
import { placeName } from './place-name.ts';
import { RefusalNote } from './refusal-note.tsx';
import { boxOf, differenceStyle, type Shown, scenarioColour, scenarioStyle } from './scenario-look.ts';
import { type MapGroup, mapGroup, ScenarioMap } from './scenario-map.tsx';

/** Two to four scenarios side by side: their maps, which move together, where they differ, and every figure. */
export function ComparePage() {
  const { text } = useText();
  const { view, setView } = useView();
  const words = text.scenarios;
  const ids = useMemo(() => [...new Set(view.compare)].slice(0, MOST_COMPARED), [view.compare]);
  const comparison = useQuery(comparisonQuery(ids));
  const whole = useQueries({ queries: ids.map((id) => scenarioQuery(id)) });
  const scenarios = whole.flatMap(({ data }) => (data ? [data] : []));
  const acts = (
    <Button icon="print" onClick={() => window.print()}>
      {words.print}
    </Button>
  );
  return (
    <Page>
      <PageBar title={words.title} acts={acts}>
        <Button size="small" icon="back" onClick={() => void setView({ compare: [] })}>
          {words.back}
        </Button>
      </PageBar>
      <RefusalNote error={comparison.error} />
      {comparison.data && scenarios.length === ids.length ? (
        <Compared comparison={comparison.data} scenarios={scenarios} />
      ) : (
        !comparison.error && (
          <Sheet title={words.title} stale>
            <Skeleton height={240} />
            <Skeleton height={320} style={{ marginTop: 24 }} />
          </Sheet>
        )
      )}
    </Page>
  );
}

type ComparedProps = { readonly comparison: ScenarioComparison; readonly scenarios: readonly Scenario[] };

function Compared({ comparison, scenarios }: ComparedProps) {
  const { text, format, language } = useText();
  const words = text.scenarios;
  const { jurisdiction, revision } = useCurrent();
  const year = scenarios[0]?.year ?? null;
  const classes = useClassNames();
  const group = useMemo(mapGroup, []);
  const shown = useMemo<Shown | null>(
    () => (year === null || revision === null ? null : { year, revision, language, classes }),
    [year, revision, language, classes],
  );
  const note = (
    <>
      {jurisdiction && <span>{placeName(jurisdiction, language)}</span>}
      {year !== null && <span>{text.tally.year(year)}</span>}
    </>
  );
  return (
    <Sheet title={scenarios.map(({ name }) => name).join(' / ')} note={note}>
      {shown && (
        <div className={styles.maps} data-count={scenarios.length}>
          {scenarios.map((scenario, place) => (
            <OneMap key={scenario.id} {...{ scenario, scenarios, place, shown, group }} />
          ))}
        </div>
      )}
      <div className={styles.middle}>
        {shown && <DifferenceMap {...{ comparison, scenarios, shown, group }} />}
        <ComparisonChart comparison={comparison} />
      </div>
      <ComparisonTable comparison={comparison} />
      <SheetFoot>
        {scenarios.map(({ id, name, version, revision: measuredOn, measuredAt, counting, isBehind }) => (
          <p key={id}>
            {[
              name,
              words.version(format.number(version)),
              words.countingRules[counting],
              words.provenanceLine(format.grouped(measuredOn), format.time(measuredAt)),
              ...(isBehind ? [words.behind] : []),
            ].join(' · ')}
          </p>
        ))}
        {jurisdiction?.isSynthetic && <p>{words.synthetic}</p>}
      </SheetFoot>
    </Sheet>
  );
}

type MapProps = {
  readonly scenarios: readonly Scenario[];
  readonly shown: Shown;
  readonly group: MapGroup;
};

function OneMap({
  scenario,
  scenarios,
  place,
  shown,
  group,
}: MapProps & { readonly scenario: Scenario; readonly place: number }) {
  const { text, format } = useText();
  const words = text.scenarios;
  const { boundary, parcels, name, figures } = scenario;
  const style = useMemo(
    () =>
      scenarioStyle(
        shown,
        parcels.map(({ id }) => id),
        boundary,
        scenarioColour(place),
      ),
    [shown, parcels, boundary, place],
  );
  const box = useMemo(() => boxOf(scenarios.map((each) => each.boundary)), [scenarios]);
  return (
    <figure className={styles.pane}>
      <figcaption>
        <span className={styles.swatch} style={{ background: scenarioColour(place) }} />
        <b>{name}</b>
        <span>
          {format.muExact(figures.freedMuHundredths)} {words.units.freedMuHundredths}
        </span>
      </figcaption>
      <div className={styles.picture}>
        <ScenarioMap label={words.mapOf(name)} style={style} box={box} group={group} />
      </div>
    </figure>
  );
}

function DifferenceMap({ comparison, scenarios, shown, group }: MapProps & Pick<ComparedProps, 'comparison'>) {
  const words = useText().text.scenarios;
  const boundaries = useMemo(() => scenarios.map(({ boundary }) => boundary), [scenarios]);
  const style = useMemo(() => differenceStyle(shown, comparison, boundaries), [shown, comparison, boundaries]);
  const box = useMemo(() => boxOf(boundaries), [boundaries]);
  return (
    <figure className={styles.pane}>
      <figcaption>
        <b>{words.differenceMap}</b>
      </figcaption>
      <div className={styles.picture}>
        <ScenarioMap label={words.differenceMap} style={style} box={box} group={group} />
      </div>
      <DifferenceLegend comparison={comparison} />
    </figure>
  );
}
