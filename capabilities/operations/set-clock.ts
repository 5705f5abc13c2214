/** The clock of an operation, and the door that sets it. */
import { command } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { Id, Instant, nullable, object, oneOf, PlainDate, type Static } from '#shared/schema.ts';
import { zones } from '#shared/time.ts';
import { operationClock, operationKind } from './rights.ts';

export const Zones = oneOf(zones);
export const ClockMode = oneOf(['real', 'shifted', 'frozen']);
export type ClockMode = Static<typeof ClockMode>;
export const ClockView = object({ mode: ClockMode, now: Instant, today: PlainDate, zone: Zones });
export type ClockView = Static<typeof ClockView>;

export const clockSet = eventType({
  name: 'operation.clock-set.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: { mode: 'open', shows: 'open' },
  text: { id: 'Jam operasi diatur', en: 'Operation clock set' },
});
export const setClock = command({
  name: 'operations.setClock',
  path: '/api/operations/:operationId/clock',
  summary: { id: 'Atur jam operasi contoh atau latihan', en: 'Set the clock of a sample operation or drill' },
  access: operationClock,
  params: { operationId: Id },
  /** `shows`: what the clock shows from now on; it runs on (shifted) or stands (frozen). */
  body: object({ mode: ClockMode, shows: nullable(Instant) }),
  reply: ClockView,
  records: [clockSet],
  refusals: ['operation.clock-is-real', 'operation.clock-needs-time', 'operation.clock-out-of-reach'],
});
