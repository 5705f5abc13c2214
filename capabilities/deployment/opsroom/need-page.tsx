import './deployment.css';
import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Page, useHref, useOperation } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Answer, Button, EmptyState, Segmented, TextField, useGo } from '#web/ui/index.ts';
import { listNeed, type NeedRow, readNeedSummary } from '../contract.ts';
import { readPatterns, readPools } from '../plan.ts';
import { NeedFigures } from './need-figures.tsx';
import { PatternEditor } from './pattern-editor.tsx';
import { PatternList } from './pattern-list.tsx';
import { PoolEditor } from './pool-editor.tsx';
import { PoolList } from './pool-list.tsx';
import { words } from './words.ts';

const LEVELS = ['regency', 'district', 'village'] as const;
type Level = (typeof LEVELS)[number];
const KINDS = ['station', 'station-scheme', 'deployment-plan', 'operation'];

/** Ploting TPS: what the patterns need, what there is, what is missing; for the operation and for each area. */
export function NeedPage() {
  const t = useTexts(words);
  const { day: dayText } = useFormat();
  const { id: operationId } = useOperation();
  const [level, setLevel] = useState<Level>('district');
  const [day, setDay] = useState('');
  const [open, setOpen] = useState<'pattern' | 'pool' | null>(null);
  const asked = { params: { operationId }, query: day === '' ? {} : { day } };
  const summary = useAsk(readNeedSummary, asked, { keep: true });
  const patterns = useAsk(readPatterns, asked, { keep: true });
  const pools = useAsk(readPools, asked, { keep: true });
  useLive(KINDS, [readNeedSummary, readPatterns, readPools]);
  const known = summary.state === 'ready' ? summary.data : null;
  const close = () => setOpen(null);
  const may = known?.mayPlan ?? false;
  return (
    <Page
      title={t('title')}
      note={known ? t('asOf', { day: dayText(known.day) }) : null}
      actions={may ? <Actions onOpen={setOpen} /> : null}
      side={
        <div className="plan-side">
          <Answer of={patterns}>{(found) => <PatternList found={found} />}</Answer>
          <Answer of={pools}>{(found) => <PoolList found={found} />}</Answer>
        </div>
      }
      above={
        <>
          <Answer of={summary} rows={2}>
            {(found) => <NeedFigures summary={found} />}
          </Answer>
          <Tools level={level} onLevel={setLevel} day={day} onDay={setDay} />
          {known ? <TableNotes level={level} whole={known.whole.policeNeed} /> : null}
        </>
      }
    >
      <NeedTable level={level} day={day} />
      {open === 'pattern' && patterns.state === 'ready' ? (
        <PatternEditor classes={patterns.data.classes} today={known?.day ?? ''} onClose={close} />
      ) : null}
      {open === 'pool' ? <PoolEditor today={known?.day ?? ''} onClose={close} /> : null}
    </Page>
  );
}

function Actions({ onOpen }: { onOpen: (which: 'pattern' | 'pool') => void }) {
  const t = useTexts(words);
  return (
    <>
      <Button icon="plus" onPress={() => onOpen('pool')}>
        {t('setPool')}
      </Button>
      <Button kind="primary" icon="edit" onPress={() => onOpen('pattern')}>
        {t('setPattern')}
      </Button>
    </>
  );
}

function Tools(props: {
  level: Level;
  onLevel: (level: Level) => void;
  day: string;
  onDay: (day: string) => void;
}) {
  const t = useTexts(words);
  return (
    <div className="plan-tools">
      <Segmented
        label={t('level')}
        options={LEVELS.map((id) => ({ id, text: t(`level.${id}`) }))}
        value={props.level}
        onChange={props.onLevel}
      />
      <TextField label={t('day')} hideLabel type="date" value={props.day} onChange={props.onDay} />
    </div>
  );
}

/** What an empty cell means, and why the rows sum to more than the figure above them. */
function TableNotes({ level, whole }: { level: Level; whole: number }) {
  const t = useTexts(words);
  const { number } = useFormat();
  return (
    <p className="plan-note quiet small">
      {t(level === 'village' ? 'tableNoteVillage' : 'tableNote')}{' '}
      {t('roundingNote', { whole: number(whole), level: t(`rounding.${level}`) })}
    </p>
  );
}

function NeedTable({ level, day }: { level: Level; day: string }) {
  const t = useTexts(words);
  const href = useHref();
  const go = useGo();
  const { id: operationId } = useOperation();
  const stationsOf = (row: NeedRow) => {
    const where = JSON.stringify([{ field: 'area', is: 'within', value: row.area ?? '' }]);
    return href(`tps?where=${encodeURIComponent(where)}`);
  };
  return (
    <DataTable
      endpoint={listNeed}
      params={{ operationId }}
      query={day === '' ? { level } : { level, day }}
      label={t('title')}
      rowKey={(row) => row.area ?? ''}
      href={stationsOf}
      cells={{
        policeAvailable: (row) => <There row={row} of="police" />,
        linmasAvailable: (row) => <There row={row} of="linmas" />,
        policeGap: (row) => <Gap value={row.policeGap} />,
        policeGapGrouped: (row) => <Gap value={row.policeGapGrouped} />,
        linmasGap: (row) => <Gap value={row.linmasGap} />,
      }}
      mapHref={(listing) => href(`situasi?where=${encodeURIComponent(JSON.stringify(listing.where))}`)}
      live={KINDS}
      empty={
        <EmptyState
          icon="deployment"
          title={t('none')}
          text={t('noneText')}
          action={
            <Button icon="station" onPress={() => go(href('tps'))}>
              {t('openStations')}
            </Button>
          }
        />
      }
    />
  );
}

/** People of an area; where only a part of it was given any, how many and in how many villages. */
function There({ row, of }: { row: NeedRow; of: 'police' | 'linmas' }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const [there, given, covered] =
    of === 'police'
      ? [row.policeAvailable, row.policeDistributed, row.policeVillages]
      : [row.linmasAvailable, row.linmasDistributed, row.linmasVillages];
  if (there !== null) return number(there);
  if (covered === 0) return <Unknown />;
  const people = number(given);
  const left = row.villages - covered;
  return (
    <abbr className="quiet" title={t('partlyLong', { left, of: row.villages, people })}>
      {t('partly', { people, covered: `${covered}/${row.villages}` })}
    </abbr>
  );
}

function Unknown() {
  const t = useTexts(words);
  return (
    <abbr className="quiet" title={t('notDistributed')}>
      {t('notDistributedShort')}
    </abbr>
  );
}

function Gap({ value }: { value: number | null }) {
  const { number } = useFormat();
  if (value === null) return <Unknown />;
  return <span className={value > 0 ? 'alarm strong' : ''}>{number(value)}</span>;
}
