import './access.css';
import { useState } from 'react';
import { dayOf, systemClock, type Zone } from '#shared/time.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { operationNow, useOperation, usePerson } from '#web/shell/index.ts';
import { AreaField, Button, CommandNotice, TextField } from '#web/ui/index.ts';
import { leadRoles } from '../contract.ts';
import { AddressWarning } from './address-warning.tsx';
import { AgencyChoice } from './agency-choice.tsx';
import { type Choice, useIssuing, useStationCount } from './card-order.ts';
import type { Sheet } from './card-sheet.tsx';
import { shiftAt, type Terms } from './shift-now.ts';
import { words } from './words.ts';

/** One card per station, for one shift: of the stations that were picked, or of all in an area. */
export function IssueForm({ from, onIssued }: { from: Choice | null; onIssued: (sheet: Sheet) => void }) {
  const t = useTexts(words);
  const { zone } = useOperation();
  const { agency, roles } = usePerson();
  // An officer gives cards of their own agency alone.
  const only = leadRoles.some((lead) => roles.includes(lead)) ? null : (agency?.id ?? null);
  const { command, made, issue } = useIssuing(onIssued);
  const [choice, setChoice] = useState<Choice>(from ?? { area: '' });
  const [agencyId, setAgencyId] = useState<string | null>(agency?.id ?? null);
  const [now] = useState(() => shiftAt(systemClock(), zone));
  const [shift, setShift] = useState(() => t(now.part === 'day' ? 'shiftDay' : 'shiftNight'));
  const [terms, setTerms] = useState<Terms>(now);
  const total = useStationCount(choice);
  const isReady = total !== null && total > 0 && agencyId !== null && shift.trim() !== '';
  return (
    <div className="access-form">
      <AddressWarning />
      <StationChoice choice={choice} total={total} onChange={setChoice} />
      <AgencyChoice label={t('cardAgency')} value={agencyId} onChange={setAgencyId} only={only} />
      <TextField label={t('shift')} value={shift} onChange={setShift} maxLength={60} required />
      <RealTime />
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
        onPress={() => void (agencyId && issue({ choice, agencyId, shift, terms }))}
      >
        {t('issue', { count: total ?? 0 })}
      </Button>
    </div>
  );
}

function StationChoice(props: { choice: Choice; total: number | null; onChange: (choice: Choice) => void }) {
  const t = useTexts(words);
  const { areas } = useOperation();
  const { choice, total, onChange } = props;
  if ('stations' in choice)
    return (
      <div className="access-picked">
        <p>{t('stationsPicked', { count: choice.stations.length })}</p>
        <Button onPress={() => onChange({ area: '' })}>{t('chooseArea')}</Button>
      </div>
    );
  return (
    <>
      <AreaField
        label={t('cardArea')}
        note={t('cardAreaNote')}
        value={choice.area}
        onChange={(area) => onChange({ area })}
        within={areas}
        autoFocus={choice.area === ''}
        required
      />
      {total === null ? null : (
        <p className="quiet">{total > 0 ? t('stationsFound', { count: total }) : t('stationsNone')}</p>
      )}
    </>
  );
}

/** Cards and sessions go by the real calendar; said louder where the operation on the screen has a clock of its own. */
function RealTime() {
  const t = useTexts(words);
  const { day } = useFormat();
  const operation = useOperation();
  const { zone, clock } = operation;
  const today = day(dayOf(systemClock(), zone));
  if (clock.mode === 'real') return <p className="quiet small">{t('cardRealTime', { today })}</p>;
  const shown = day(dayOf(operationNow(operation), zone));
  return <p className="access-note">{t('cardRealTimeShifted', { today, shown })}</p>;
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
