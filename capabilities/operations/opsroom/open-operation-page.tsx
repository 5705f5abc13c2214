import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { type Zone, zones } from '#shared/time.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useMay } from '#web/shell/index.ts';
import {
  Button,
  Checkbox,
  CommandNotice,
  Segmented,
  Select,
  TextField,
  toast,
  useGo,
} from '#web/ui/index.ts';
import { listOperations } from '../contract.ts';
import { listCalendars, openOperation } from '../opening.ts';
import './operations.css';
import { words } from './words.ts';

const forms = ['regional', 'central'] as const;
const NO_CALENDAR = '-';
const empty = { codeName: '', key: '', areas: '', firstDay: '', lastDay: '', announcedOn: '', source: '' };

/** Opens a real operation or a drill; samples come with the server. */
export function OpenOperationPage() {
  const t = useTexts(words);
  const go = useGo();
  const mayRead = useMay('operation.read');
  const command = useCommand(openOperation, [listOperations]);
  const [ids] = useState(() => ({ id: newId(), period: newId() }));
  const [said, setSaid] = useState(empty);
  const [kind, setKind] = useState<(typeof forms)[number]>('regional');
  const [zone, setZone] = useState<Zone>('WIB');
  const [calendar, setCalendar] = useState(NO_CALENDAR);
  const [drill, setDrill] = useState(false);
  const areas = codesIn(said.areas);
  const { codeName, key, firstDay, lastDay, source } = said;
  const isKey = /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(key);
  const isReady =
    isKey && areas !== null && [codeName, firstDay, lastDay, source].every((each) => each.trim());
  const send = async () => {
    if (!areas) return;
    const announcedOn = said.announcedOn || null;
    const stated = { source: source.trim(), standing: 'stated' as const };
    const period = { id: ids.period, announcedOn, firstDay, lastDay, daysStated: null, ...stated };
    const fixed = { owners: [], sample: false, elections: [], phases: [] };
    const reference = calendar === NO_CALENDAR ? null : calendar;
    const frame = { codeName: codeName.trim(), key, kind, zone, areas, drill, calendar: reference };
    const reply = await command.run({ body: { id: ids.id, ...frame, period, ...fixed } });
    if (!reply) return;
    toast(t('opened'));
    go(mayRead ? `/o/${reply.id}/operasi` : '/');
  };
  const field = (name: keyof typeof empty, note?: string, error?: string) => (
    <TextField
      label={t(name)}
      description={note}
      error={error}
      type={name === 'firstDay' || name === 'lastDay' || name === 'announcedOn' ? 'date' : 'text'}
      value={said[name]}
      onChange={(value) => setSaid({ ...said, [name]: value })}
      maxLength={400}
      required={name !== 'announcedOn'}
    />
  );
  return (
    <Page title={t('openOperation')} form="read">
      <div className="ops-form">
        <p className="quiet">{t('openText')}</p>
        {field('codeName')}
        {field('key', t('keyNote'), key === '' || isKey ? undefined : t('keyNote'))}
        <Segmented
          label={t('form')}
          options={forms.map((id) => ({ id, text: t(id) }))}
          value={kind}
          onChange={setKind}
        />
        {field('areas', t('areaNote'), said.areas === '' || areas ? undefined : t('codesWrong'))}
        <div className="ops-pair">
          <Select
            label={t('zone')}
            options={zones.map((id) => ({ id, text: id }))}
            value={zone}
            onChange={setZone}
          />
          <CalendarSelect value={calendar} onChange={setCalendar} />
        </div>
        <div className="ops-pair">
          {field('firstDay')}
          {field('lastDay')}
          {field('announcedOn')}
        </div>
        {field('source', t('sourceNote'))}
        <Checkbox checked={drill} onChange={setDrill}>
          {t('drill')}
        </Checkbox>
        <CommandNotice command={command} />
        <div>
          <Button
            kind="primary"
            icon="flag"
            busy={command.busy}
            isDisabled={!isReady}
            onPress={() => void send()}
          >
            {t('openOperation')}
          </Button>
        </div>
      </div>
    </Page>
  );
}

function CalendarSelect({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTexts(words);
  const calendars = useAsk(listCalendars, { query: { limit: MAX_PAGE } });
  const known = calendars.state === 'ready' ? calendars.data.rows : [];
  return (
    <Select
      label={t('calendar')}
      options={[
        { id: NO_CALENDAR, text: t('calendarNone') },
        ...known.map(({ key, version, title }) => ({ id: `${key}@${version}`, text: title })),
      ]}
      value={value}
      onChange={onChange}
    />
  );
}

/** Codes as typed; null when there is none, or one is no code. */
function codesIn(typed: string): string[] | null {
  const codes = [...new Set(typed.split(/[\s,;]+/).filter((code) => code !== ''))];
  const areCodes = codes.every((code) => /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/.test(code));
  return codes.length > 0 && areCodes ? codes : null;
}
