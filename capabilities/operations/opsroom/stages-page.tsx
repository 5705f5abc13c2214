import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { dayOf } from '#shared/time.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Page, useMay, useNow, useOperation } from '#web/shell/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import { Answer, Badge, Button, EmptyState } from '#web/ui/index.ts';
import { listStages } from '../revisions.ts';
import { countdown } from '../rules.ts';
import { readStages } from '../stages.ts';
import { AlarmList } from './alarm-list.tsx';
import { CalendarDrawer } from './calendar-drawer.tsx';
import './operations.css';
import { StageForm } from './stage-form.tsx';
import { words } from './words.ts';

type Answered = ReplyOf<typeof readStages>;

/** The name of a stage is read whole before its source. */
const NAMED = ['name'];

/** Tahapan: the table of stages, what rings, and where the dates come from. */
export function StagesPage() {
  const t = useTexts(words);
  const { id } = useOperation();
  const { instant } = useFormat();
  const now = useNow();
  const mayRevise = useMay('operation.revise');
  const mayLink = useMay('calendar-link.make');
  const [open, setOpen] = useState<'none' | 'link' | 'revise'>('none');
  const stages = useAsk(readStages, { params: { operationId: id } });
  useLive(['operation'], [readStages]);
  const actions = (
    <>
      {mayLink ? (
        <Button icon="link" onPress={() => setOpen('link')}>
          {t('calendarLink')}
        </Button>
      ) : null}
      {mayRevise && stages.state === 'ready' && stages.data.stages.length > 0 ? (
        <Button icon="edit" onPress={() => setOpen('revise')}>
          {t('reviseStage')}
        </Button>
      ) : null}
    </>
  );
  const side = (
    <>
      <AlarmList operationId={id} />
      <Answer of={stages}>{(data) => <CalendarSources data={data} />}</Answer>
    </>
  );
  return (
    <Page title={t('stages')} note={instant(now.toISOString())} actions={actions} side={side}>
      <StageTable operationId={id} />
      <CalendarDrawer open={open === 'link'} onClose={() => setOpen('none')} />
      {stages.state === 'ready' && open === 'revise' ? (
        <StageForm operationId={id} stages={stages.data.stages} onClose={() => setOpen('none')} />
      ) : null}
    </Page>
  );
}

function StageTable({ operationId }: { operationId: string }) {
  const t = useTexts(words);
  const { zone } = useOperation();
  const today = dayOf(useNow(), zone);
  return (
    <DataTable
      endpoint={listStages}
      label={t('stages')}
      params={{ operationId }}
      rowKey={(row) => row.key}
      cells={{
        name: (row) => (
          <>
            {row.name}
            {row.revised === 'yes' ? <span className="alarm small"> {t('revised')}</span> : null}
            {row.conditional === 'yes' ? <span className="quiet small"> ({t('conditional')})</span> : null}
          </>
        ),
        daysTo: (row) => <DaysTo row={row} today={today} />,
      }}
      live={['operation']}
      grow={NAMED}
      empty={<EmptyState icon="calendar" title={t('noCalendar')} text={t('noCalendarText')} />}
    />
  );
}

/** A stage that runs shows its day; before and after it, the days are counted from its beginning. */
function DaysTo({ row, today }: { row: RowOf<typeof listStages>; today: string }) {
  const t = useTexts(words);
  const { number } = useFormat();
  if (row.daysTo === null) return <span className="quiet">–</span>;
  const { state, day, of } = countdown({ ...row, conditional: false }, today);
  if (state === 'running' && day !== null && of !== null) {
    return (
      <span title={t('dayOf', { day, of })}>
        <Badge shape="half" tone="accent">
          {`${day}/${of}`}
        </Badge>
      </span>
    );
  }
  const days = number(row.daysTo);
  return row.daysTo > 0 ? <span className="strong">{days}</span> : <span className="quiet">{days}</span>;
}

function CalendarSources({ data: { calendar } }: { data: Answered }) {
  const t = useTexts(words);
  const localized = useLocalized();
  if (!calendar) return null;
  return (
    <section className="ops-sources">
      <h2 className="ops-side-head">{t('sources')}</h2>
      <p className="strong">
        {t('calendarName', { title: localized(calendar.title), version: calendar.version })}
      </p>
      {calendar.citation.map((title) => (
        <p key={title} className="quiet small">
          {title}
        </p>
      ))}
      {calendar.contradictions.map(({ stage, what, values }) => (
        <div key={stage}>
          <Badge shape="triangle" tone="alarm">
            {t('sourceDisagrees')}
          </Badge>
          <p>{localized(what)}</p>
          {values.map((value) => (
            <p key={value} className="quiet small">
              {value}
            </p>
          ))}
        </div>
      ))}
    </section>
  );
}
