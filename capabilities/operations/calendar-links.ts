/** The private calendar link of a person: made once, shown once, revocable. */
import { command, list, query } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { Id, Instant, line, nullable, object, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { calendarLinkKind, calendarSubscribe } from './contract.ts';

export const calendarLinkMade = eventType({
  name: 'calendar-link.made.v1',
  of: calendarLinkKind,
  fields: { label: 'personal' },
  text: { id: 'Tautan kalender dibuat', en: 'Calendar link made' },
});
export const calendarLinkRevoked = eventType({
  name: 'calendar-link.revoked.v1',
  of: calendarLinkKind,
  fields: { revoked: 'open' },
  text: { id: 'Tautan kalender dicabut', en: 'Calendar link revoked' },
});

export const makeCalendarLink = command({
  name: 'operations.makeCalendarLink',
  path: '/api/calendar-links',
  summary: { id: 'Buat tautan kalender pribadi', en: 'Make a private calendar link' },
  access: calendarSubscribe,
  body: object({ id: Id, label: line(80) }),
  /** The address is shown this once: the server keeps only its hash. */
  reply: object({ id: Id, address: Type.String() }),
  records: [calendarLinkMade],
  refusals: ['calendar-link.shown-already', 'calendar-link.too-many'],
  resend: 'refused-by-rule',
});
export const revokeCalendarLink = command({
  name: 'operations.revokeCalendarLink',
  path: '/api/calendar-links/:linkId/revocation',
  summary: { id: 'Cabut tautan kalender', en: 'Revoke a calendar link' },
  access: calendarSubscribe,
  params: { linkId: Id },
  body: object({}),
  reply: object({ id: Id }),
  records: [calendarLinkRevoked],
});
export const listCalendarLinks = list({
  name: 'operations.listCalendarLinks',
  path: '/api/calendar-links',
  summary: { id: 'Tautan kalender saya', en: 'My calendar links' },
  access: calendarSubscribe,
  row: object({ id: Id, label: Type.String(), madeAt: Instant, revokedAt: nullable(Instant) }),
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    label: { title: { id: 'Untuk perangkat', en: 'For the device' }, type: 'text' },
    madeAt: { title: { id: 'Dibuat', en: 'Made' }, type: 'instant' },
    revokedAt: { title: { id: 'Dicabut', en: 'Revoked' }, type: 'instant' },
  }),
});
/** RFC 5545. Anybody who has the address: calendar programs cannot sign in. */
export const readCalendarFeed = query({
  name: 'operations.readCalendarFeed',
  path: '/api/calendar/:token.ics',
  summary: { id: 'Umpan kalender (iCalendar)', en: 'Calendar feed (iCalendar)' },
  access: 'public',
  params: { token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) },
  reply: Type.Unknown(),
  replyType: 'bytes',
  rateLimit: { perMinute: 60 },
});
