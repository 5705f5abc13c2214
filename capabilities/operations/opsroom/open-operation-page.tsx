import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { zones } from '#shared/time.ts';
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
import { AreaListField } from './area-list-field.tsx';
import { emptyOpening, isKey, type OpeningDraft, openingOf } from './opening-draft.ts';
import './operations.css';
import { OwnerField } from './owner-field.tsx';
import { useAgencies } from './use-agencies.ts';
import { words } from './words.ts';

/** Opens a real operation or a drill; samples come with the server. */
export function OpenOperationPage() {
  const t = useTexts(words);
  const go = useGo();
  const mayRead = useMay('operation.read');
  const command = useCommand(openOperation, [listOperations]);
  const [ids] = useState(() => ({ id: newId(), period: newId() }));
  const [draft, setDraft] = useState(emptyOpening);
  const body = openingOf(draft, ids);
  const send = async () => {
    const reply = body && (await command.run({ body }));
    if (!reply) return;
    toast(t('opened'));
    go(mayRead ? `/o/${reply.id}/operasi` : '/');
  };
  return (
    <Page title={t('openOperation')} form="read">
      <div className="ops-form">
        <p className="quiet">{t('openText')}</p>
        <OpeningFields draft={draft} set={(next) => setDraft({ ...draft, ...next })} />
        <CommandNotice command={command} />
        <div>
          <Button
            kind="primary"
            icon="flag"
            busy={command.busy}
            isDisabled={!body}
            onPress={() => void send()}
          >
            {t('openOperation')}
          </Button>
        </div>
      </div>
    </Page>
  );
}

type FieldsProps = {
  readonly draft: OpeningDraft;
  readonly set: (next: Partial<OpeningDraft>) => void;
};

function OpeningFields({ draft, set }: FieldsProps) {
  const t = useTexts(words);
  const agencies = useAgencies();
  const text = (name: 'codeName' | 'key' | 'source', note?: string, error?: string) => (
    <TextField
      label={t(name)}
      description={note}
      error={error}
      value={draft[name]}
      onChange={(value) => set({ [name]: value })}
      maxLength={400}
      required
    />
  );
  const wrong = (typed: string, isRight: boolean, said: string) =>
    typed === '' || isRight ? undefined : said;
  return (
    <>
      {text('codeName')}
      {text('key', t('keyNote'), wrong(draft.key, isKey(draft.key), t('keyNote')))}
      <Segmented
        label={t('form')}
        options={(['regional', 'central'] as const).map((id) => ({ id, text: t(id) }))}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
      />
      <AreaListField value={draft.areas} onChange={(areas) => set({ areas })} />
      <OwnerField agencies={agencies} value={draft.owners} onChange={(owners) => set({ owners })} />
      <TimeFields draft={draft} set={set} />
      {text('source', t('sourceNote'))}
      <Checkbox checked={draft.drill} onChange={(drill) => set({ drill })}>
        {t('drill')}
      </Checkbox>
    </>
  );
}

const NO_CALENDAR = '-';

function TimeFields({ draft, set }: FieldsProps) {
  const t = useTexts(words);
  const calendars = useAsk(listCalendars, { query: { limit: MAX_PAGE } });
  const known = calendars.state === 'ready' ? calendars.data.rows : [];
  return (
    <>
      <div className="ops-pair">
        <Select
          label={t('zone')}
          options={zones.map((id) => ({ id, text: id }))}
          value={draft.zone}
          onChange={(zone) => set({ zone })}
        />
        <Select
          label={t('calendar')}
          options={[
            { id: NO_CALENDAR, text: t('calendarNone') },
            ...known.map(({ key, version, title }) => ({ id: `${key}@${version}`, text: title })),
          ]}
          value={draft.calendar ?? NO_CALENDAR}
          onChange={(chosen) => set({ calendar: chosen === NO_CALENDAR ? null : chosen })}
        />
      </div>
      <div className="ops-pair">
        {(['firstDay', 'lastDay', 'announcedOn'] as const).map((name) => (
          <TextField
            key={name}
            label={t(name)}
            type="date"
            value={draft[name]}
            onChange={(value) => set({ [name]: value })}
            required={name !== 'announcedOn'}
          />
        ))}
      </div>
    </>
  );
}
