import { useQuery } from '@tanstack/react-query';
import type { Programme } from '@yima-guandi/server/contract';
import { useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { programmeQuery } from '../../api/queries.ts';
import { explain, useText } from '../../text/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choices.tsx';
import { Page, PageBar, Sheet, SheetColumns, SheetFoot } from '../../ui/page.tsx';
import { Empty, ErrorNote, Skeleton, Tag } from '../../ui/parts.tsx';
import { Criteria, OwnRules, Rules } from './programme-rules.tsx';
import { Facts, Notes, Paths, Phases } from './programme-sections.tsx';
import { FurtherTargets, Targets } from './programme-targets.tsx';

/** The jurisdiction's programme as it is in force: what it asks for, by which clause. Read only. */
export function ProgrammePanel() {
  const { text, language } = useText();
  const { jurisdiction } = useCurrent();
  const [chosen, setChosen] = useState<string | null>(null);
  const known = jurisdiction?.programmes ?? [];
  const id = (known.find((each) => each.id === chosen) ?? known[0])?.id;
  const programme = useQuery(programmeQuery(id));
  const print = programme.data && (
    <Button icon="print" onClick={() => window.print()}>
      {text.tally.print}
    </Button>
  );
  return (
    <Page>
      <PageBar title={text.programme.title} acts={print}>
        {known.length > 1 && id && (
          <Select
            label={text.programme.title}
            value={id}
            options={known.map((each) => ({ value: each.id, label: language === 'zh' ? each.name : each.nameEn }))}
            onChoose={setChosen}
          />
        )}
      </PageBar>
      {programme.error && (
        <ErrorNote
          message={`${text.programme.failed} · ${explain(text, programme.error)}`}
          retry={text.common.retry}
          onRetry={() => void programme.refetch()}
        />
      )}
      {jurisdiction && id === undefined && (
        <Empty>
          {text.programme.none}
          <br />
          {text.programme.noneHint}
        </Empty>
      )}
      {id !== undefined && programme.isPending && (
        <Sheet title={text.programme.title} stale>
          <Skeleton height={240} />
        </Sheet>
      )}
      {programme.data && <ProgrammeSheet programme={programme.data} />}
    </Page>
  );
}

function ProgrammeSheet({ programme }: { readonly programme: Programme }) {
  const { text, language } = useText();
  const { programme: words } = text;
  const { status, statusNote, term } = programme.document;
  const note = (
    <>
      <Tag tone={status === 'draft' ? 'warn' : status === 'adopted' ? 'ok' : 'plain'} title={words.statusHint[status]}>
        {words.status[status]}
      </Tag>
      <span lang="zh-CN">{statusNote}</span>
      <span>{words.years(term.from, term.to)}</span>
      <span>{words.version(programme.version)}</span>
    </>
  );
  return (
    <Sheet title={language === 'zh' ? programme.document.title : programme.nameEn} note={note}>
      <Facts programme={programme} />
      <SheetColumns
        left={
          <>
            <Rules programme={programme} />
            <Paths programme={programme} />
            <OwnRules programme={programme} />
            <Criteria programme={programme} />
          </>
        }
        right={
          <>
            <Targets programme={programme} />
            <Phases programme={programme} />
          </>
        }
      />
      <FurtherTargets programme={programme} />
      <Notes programme={programme} />
      <SheetFoot>{words.readOnly}</SheetFoot>
    </Sheet>
  );
}
