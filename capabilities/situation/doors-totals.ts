/** The door of totals: how much came and how fast it was read, without a word of what it said. */
import { query } from '#shared/endpoint.ts';
import {
  Id,
  Instant,
  Localized,
  nullable,
  object,
  oneOf,
  PlainDate,
  type Static,
  Type,
} from '#shared/schema.ts';
import { zones } from '#shared/time.ts';
import { totalsRead } from './rights.ts';

const Count = Type.Integer();

export const Totals = object({
  clock: object({ now: Instant, today: PlainDate, zone: oneOf(zones) }),
  /** Days of the operation's clock, oldest first; the last one is today, as far as it went. */
  days: Type.Array(PlainDate),
  /** `counts`: one per day, in their order. */
  kinds: Type.Array(
    object({ kind: Type.String(), name: Localized, counts: Type.Array(Count), total: Count }),
  ),
  received: Count,
  unread: Count,
  incidents: object({ opened: Count, resolved: Count, open: Count }),
  /** Over the whole operation, by real time. null: nothing was read yet. */
  acknowledgement: object({
    reports: Count,
    medianS: nullable(Count),
    longestS: nullable(Count),
  }),
});
export type Totals = Static<typeof Totals>;

export const readTotals = query({
  name: 'situation.readTotals',
  path: '/api/operations/:operationId/totals',
  summary: {
    id: 'Jumlah laporan per jenis dan hari, dan berapa lama sampai dibaca; tanpa isi',
    en: 'Reports by kind and day, and how long until they were read; no content',
  },
  access: totalsRead,
  params: { operationId: Id },
  reply: Totals,
});
