/** Doors of the phones at the posts themselves. */
import { command } from '#shared/endpoint.ts';
import { Instant, nullable, object, oneOf, Type } from '#shared/schema.ts';
import { phoneTold, phoneWiped } from './events-phones.ts';

/** What a session opened by a card gave out; it tells who asks, also when it opens nothing any more. */
const CardToken = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
// A whole regency may stand behind one address.
const FIELD = { perMinute: 600 };

export const askPhoneState = command({
  name: 'access.askPhoneState',
  path: '/api/phone-state',
  summary: { id: 'HP bertanya apakah ia dikunci', en: 'A phone asks whether it is locked' },
  access: 'public',
  body: object({ token: CardToken }),
  reply: object({
    state: oneOf(['open', 'locked', 'wipe-ordered', 'wiped']),
    by: nullable(Type.String()),
    at: nullable(Instant),
  }),
  records: [phoneTold],
  rateLimit: FIELD,
  resend: 'refused-by-rule',
});

export const confirmWiped = command({
  name: 'access.confirmWiped',
  path: '/api/phone-state/wiped',
  summary: { id: 'HP menyatakan datanya sudah dihapus', en: 'A phone says that its data is deleted' },
  access: 'public',
  body: object({ token: CardToken }),
  reply: object({}),
  records: [phoneWiped, phoneTold],
  rateLimit: FIELD,
  resend: 'refused-by-rule',
});

/** Not of the journal: it says what a phone believes at one moment, and the next word replaces it. */
export const tellWaiting = command({
  name: 'access.tellWaiting',
  path: '/api/phone-state/waiting',
  summary: {
    id: 'HP menyebut berapa laporan menunggu padanya',
    en: 'A phone says how many reports wait on it',
  },
  access: 'signed-in',
  body: object({ waiting: Type.Integer({ minimum: 0, maximum: 100_000 }) }),
  reply: object({}),
  records: [],
  resend: 'refused-by-rule',
});
