import './access.css';
import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { addDays, dayOf, instantOf, systemClock, type Zone } from '#shared/time.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useOperation, usePerson } from '#web/shell/index.ts';
import { Button, CommandNotice, TextField } from '#web/ui/index.ts';
import { issueCards, listCards, type PrintedCard } from '../endpoints-cards.ts';
import { AgencyChoice } from './agency-choice.tsx';
import type { Sheet } from './card-sheet.tsx';
import { inArea, stationIds, stationsUnder } from './stations-of-area.ts';
import { words } from './words.ts';

/** Small enough that a slow line shows progress; each batch may be sent again under the same ids. */
const BATCH = 50;

type Terms = { day: string; from: string; until: string };

/** One card per station of an area, for one shift of one day. */
export function IssueForm({ onIssued }: { onIssued: (sheet: Sheet) => void }) {
  const t = useTexts(words);
  const { id: operationId, zone } = useOperation();
  const { agency } = usePerson();
  const command = useCommand(issueCards, [listCards]);
  const [area, setArea] = useState('');
  const [agencyId, setAgencyId] = useState<string | null>(agency?.id ?? null);
  const [shift, setShift] = useState('');
  // Cards follow the real clock, also where the operation's own clock is set.
  const [terms, setTerms] = useState<Terms>({
    day: dayOf(systemClock(), zone),
    from: '06:00',
    until: '18:00',
  });
  const [made, setMade] = useState<readonly PrintedCard[]>([]);
  const isArea = /^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$/.test(area);
  const where = inArea(area);
  const counted = useAsk(
    stationIds,
    { params: { operationId }, query: { where, limit: 0 } },
    { enabled: isArea },
  );
  const total = isArea && counted.state === 'ready' ? counted.data.total : 0;

  const issue = async () => {
    if (!agencyId) return;
    const stations = await stationsUnder(operationId, where);
    const cards = stations.map((stationId) => ({ id: newId(), stationId }));
    const done: PrintedCard[] = [];
    for (let at = 0; at < cards.length; at += BATCH) {
      const batch = cards.slice(at, at + BATCH);
      const body = { operationId, agencyId, shift: shift.trim(), ...periodOf(terms, zone), cards: batch };
      const reply = await command.run({ body });
      if (!reply) return;
      done.push(...reply.cards);
      setMade([...done]);
      if (done.length === cards.length) onIssued({ ...reply, cards: done });
    }
  };
  const isReady = total > 0 && agencyId !== null && shift.trim() !== '';
  return (
    <div className="access-form">
      <TextField
        label={t('cardArea')}
        description={t('cardAreaNote')}
        value={area}
        onChange={setArea}
        autoFocus
        required
      />
      {isArea && counted.state === 'ready' ? (
        <p className="quiet">{total > 0 ? t('stationsFound', { total }) : t('stationsNone')}</p>
      ) : null}
      <AgencyChoice label={t('cardAgency')} value={agencyId} onChange={setAgencyId} />
      <TextField label={t('shift')} value={shift} onChange={setShift} maxLength={60} required />
      <TextField
        label={t('day')}
        type="date"
        value={terms.day}
        onChange={(day) => setTerms({ ...terms, day })}
      />
      <TextField
        label={`${t('from')} (${zone})`}
        type="time"
        value={terms.from}
        onChange={(from) => setTerms({ ...terms, from })}
      />
      <TextField
        label={`${t('until')} (${zone})`}
        description={t('untilNote')}
        type="time"
        value={terms.until}
        onChange={(until) => setTerms({ ...terms, until })}
      />
      <CommandNotice command={command} />
      {command.busy ? <p className="quiet">{t('issuing', { made: made.length, total })}</p> : null}
      <Button
        kind="primary"
        icon="print"
        busy={command.busy}
        isDisabled={!isReady}
        onPress={() => void issue()}
      >
        {t('issue', { total })}
      </Button>
    </div>
  );
}

function periodOf({ day, from, until }: Terms, zone: Zone) {
  const lastDay = until > from ? day : addDays(day, 1);
  return {
    validFrom: instantOf(day, from, zone).toISOString(),
    validUntil: instantOf(lastDay, until, zone).toISOString(),
  };
}
