/** What asks for attention without anybody having reported it: countdown alarms, and figures that disagree. */
import { command, list, query } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { Id, Localized, object, oneOf, PlainDate, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { alarmAcknowledge, operationKind, operationRead } from './contract.ts';

const params = { operationId: Id };

/** `campaign:H-7`: a stage and how many days before its first day. */
const AlarmKey = Type.String({ pattern: '^[a-z0-9.-]+:H-[0-9]{1,3}$', maxLength: 100 });

export const listAlarms = query({
  name: 'operations.listAlarms',
  path: '/api/operations/:operationId/alarms',
  summary: { id: 'Alarm H-minus yang sudah berbunyi', en: 'Countdown alarms that have gone off' },
  access: operationRead,
  params,
  reply: object({
    today: PlainDate,
    rows: Type.Array(
      object({
        key: AlarmKey,
        stage: Type.String(),
        name: Localized,
        /** The mark that was passed: 7 for H-7. */
        daysBefore: Type.Integer(),
        rangOn: PlainDate,
        startsOn: PlainDate,
        daysTo: Type.Integer(),
        /** Roles that have to know. */
        tell: Type.Array(Type.String()),
        /** Agencies that said they know. */
        seenBy: Type.Array(Id),
      }),
    ),
  }),
});

export const alarmSeen = eventType({
  name: 'operation.alarm-acknowledged.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: { alarm: 'open', agency: 'open' },
  text: { id: 'Alarm H-minus diterima instansi', en: 'Countdown alarm received by an agency' },
});
export const acknowledgeAlarm = command({
  name: 'operations.acknowledgeAlarm',
  path: '/api/operations/:operationId/alarms',
  summary: { id: 'Nyatakan alarm sudah diterima instansi', en: 'Say that the agency has received an alarm' },
  access: alarmAcknowledge,
  params,
  body: object({ alarm: AlarmKey }),
  reply: object({ alarm: AlarmKey }),
  records: [alarmSeen],
  refusals: ['alarm.not-ringing', 'alarm.no-agency'],
});

export const listContradictions = list({
  name: 'operations.listContradictions',
  path: '/api/operations/:operationId/contradictions',
  summary: { id: 'Angka yang bertentangan', en: 'Figures that disagree' },
  access: operationRead,
  params,
  row: object({
    key: Type.String(),
    about: oneOf(['period', 'strength']),
    text: Type.String(),
    statedOn: Type.Union([PlainDate, Type.Null()]),
    stated: Type.Integer(),
    computed: Type.Integer(),
    difference: Type.Integer(),
    source: Type.String(),
  }),
  columns: columns({
    key: { title: { id: 'Kunci', en: 'Key' }, type: 'text', hidden: true },
    about: {
      title: { id: 'Tentang', en: 'About' },
      type: 'choice',
      choices: { period: { id: 'Waktu', en: 'Period' }, strength: { id: 'Kekuatan', en: 'Strength' } },
    },
    text: { title: { id: 'Pertentangan', en: 'Contradiction' }, type: 'text' },
    statedOn: { title: { id: 'Dinyatakan', en: 'Stated on' }, type: 'day' },
    stated: { title: { id: 'Tertulis', en: 'Stated' }, type: 'number' },
    computed: { title: { id: 'Terhitung', en: 'Computed' }, type: 'number' },
    difference: { title: { id: 'Selisih', en: 'Difference' }, type: 'number' },
    source: { title: { id: 'Sumber', en: 'Source' }, type: 'text' },
  }),
});
