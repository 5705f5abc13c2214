import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Page, useMay, useNow, useOperation } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Answer, Badge, Button, EmptyState } from '#web/ui/index.ts';
import { readStages } from '../contract.ts';
import { listStages } from '../revisions.ts';
import { AlarmList } from './alarm-list.tsx';
import { CalendarDrawer } from './calendar-drawer.tsx';
import './operations.css';
import { StageForm } from './stage-form.tsx';
import { words } from './words.ts';

type Answered = ReplyOf<typeof readStages>;

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
  const { number } = useFormat();
  return (
    <DataTable
      endpoint={listStages}
      label={t('stages')}
      params={{ operationId }}
      rowKey={(row) => row.key}
      cells={{
        daysTo: (row) => (row.daysTo === null ? <span className="quiet">–</span> : number(row.daysTo)),
        revised: (row) =>
          row.revised === 'yes' ? (
            <Badge shape="half" tone="accent">
              {t('revised')}
            </Badge>
          ) : (
            <span className="quiet">–</span>
          ),
      }}
      live={['operation']}
      empty={<EmptyState icon="calendar" title={t('noCalendar')} text={t('noCalendarText')} />}
    />
  );
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
