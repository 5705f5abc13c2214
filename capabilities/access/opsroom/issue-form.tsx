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

type Terms = { readonly day: string; readonly from: string; readonly until: string };
type Order = {
  readonly where: ReturnType<typeof inArea>;
  readonly agencyId: string | null;
  readonly shift: string;
  readonly terms: Terms;
};

/** One card per station of an area, for one shift of one day. */
export function IssueForm({ onIssued }: { onIssued: (sheet: Sheet) => void }) {
  const t = useTexts(words);
  const { zone } = useOperation();
  const { agency } = usePerson();
  const { command, made, issue } = useIssuing(onIssued);
  const [area, setArea] = useState('');
  const [agencyId, setAgencyId] = useState<string | null>(agency?.id ?? null);
  const [shift, setShift] = useState('');
  // Cards follow the real clock, also where the operation's own clock is set.
  const [terms, setTerms] = useState<Terms>({
    day: dayOf(systemClock(), zone),
    from: '06:00',
    until: '18:00',
  });
  const where = inArea(area);
  const total = useStationCount(area, where);
  const isReady = total !== null && total > 0 && agencyId !== null && shift.trim() !== '';
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
      {total === null ? null : (
        <p className="quiet">{total > 0 ? t('stationsFound', { total }) : t('stationsNone')}</p>
      )}
      <AgencyChoice label={t('cardAgency')} value={agencyId} onChange={setAgencyId} />
      <TextField label={t('shift')} value={shift} onChange={setShift} maxLength={60} required />
      <TermsFields
        terms={terms}
        onChange={(changed) => setTerms((before) => ({ ...before, ...changed }))}
        zone={zone}
      />
      <CommandNotice command={command} />
      {command.busy ? <p className="quiet">{t('issuing', { made, total: total ?? 0 })}</p> : null}
      <Button
        kind="primary"
        icon="print"
        busy={command.busy}
        isDisabled={!isReady}
        onPress={() => void issue({ where, agencyId, shift, terms })}
      >
        {t('issue', { total: total ?? 0 })}
      </Button>
    </div>
  );
}

/** How many stations the area holds; null while that is not known, or no area is named. */
function useStationCount(area: string, where: Order['where']): number | null {
  const { id: operationId } = useOperation();
  const isArea = /^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$/.test(area);
  const counted = useAsk(
    stationIds,
    { params: { operationId }, query: { where, limit: 0 } },
    { enabled: isArea },
  );
  return isArea && counted.state === 'ready' ? counted.data.total : null;
}

function useIssuing(onIssued: (sheet: Sheet) => void) {
  const { id: operationId, zone } = useOperation();
  const command = useCommand(issueCards, [listCards]);
  const [made, setMade] = useState(0);
  const issue = async ({ where, agencyId, shift, terms }: Order) => {
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
      setMade(done.length);
      if (done.length === cards.length) onIssued({ ...reply, cards: done });
    }
  };
  return { command, made, issue };
}

function TermsFields(props: { terms: Terms; onChange: (changed: Partial<Terms>) => void; zone: Zone }) {
  const t = useTexts(words);
  const { terms, onChange, zone } = props;
  return (
    <>
      <TextField label={t('day')} type="date" value={terms.day} onChange={(day) => onChange({ day })} />
      <TextField
        label={`${t('from')} (${zone})`}
        type="time"
        value={terms.from}
        onChange={(from) => onChange({ from })}
      />
      <TextField
        label={`${t('until')} (${zone})`}
        description={t('untilNote')}
        type="time"
        value={terms.until}
        onChange={(until) => onChange({ until })}
      />
    </>
  );
}

function periodOf({ day, from, until }: Terms, zone: Zone) {
  const lastDay = until > from ? day : addDays(day, 1);
  return {
    validFrom: instantOf(day, from, zone).toISOString(),
    validUntil: instantOf(lastDay, until, zone).toISOString(),
  };
}
