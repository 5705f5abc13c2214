/** Doors of the desks that look after phones at the posts. */
import { command, list, query } from '#shared/endpoint.ts';
import { Id, Instant, nullable, object, oneOf, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { cardLeft } from './events.ts';
import { phoneLocked, phoneUnlocked, phoneWipeOrdered } from './events-phones.ts';
import { issueCard, readCards } from './rights.ts';

/** `open`: signed in. `late`: only sends. `out`: not signed in. */
const states = ['open', 'late', 'out', 'locked', 'wipe-ordered', 'wiped'] as const;
const stateTexts = {
  open: { id: 'aktif', en: 'open' },
  late: { id: 'menyusul: giliran sudah berakhir', en: 'late: the shift is over' },
  out: { id: 'keluar', en: 'signed out' },
  locked: { id: 'dikunci', en: 'locked' },
  'wipe-ordered': { id: 'hapus diperintahkan', en: 'to be wiped' },
  wiped: { id: 'sudah dihapus', en: 'wiped' },
};

/** Whoever carries a card, on the phone they carry it on. */
const Phone = object({
  id: Id,
  name: Type.String(),
  post: Type.String(),
  stationId: Id,
  area: Type.String(),
  agency: nullable(Type.String()),
  shift: Type.String(),
  device: nullable(Type.String()),
  state: oneOf(states),
  /** Whether the phone knows of its lock or its wiping; null where there is none. */
  reached: nullable(oneOf(['yes', 'no'])),
  firstAt: Instant,
  /** When it was last heard of, by anything. */
  contactAt: Instant,
  /** Reports that it said were waiting on it; null when it never said. */
  waiting: nullable(Type.Integer()),
  waitingAt: nullable(Instant),
});

export const listPhones = list({
  name: 'access.listPhones',
  path: '/api/phones',
  summary: { id: 'HP yang dipakai dengan kartu pos', en: 'Phones used with post cards' },
  access: readCards,
  query: { operation: Type.Optional(Id) },
  row: Phone,
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    name: { title: { id: 'Pembawa', en: 'Bearer' }, type: 'text' },
    post: { title: { id: 'Pos', en: 'Post' }, type: 'text' },
    stationId: { title: { id: 'TPS', en: 'Station' }, type: 'id', hidden: true },
    area: { title: { id: 'Wilayah', en: 'Area' }, type: 'area' },
    agency: { title: { id: 'Instansi', en: 'Agency' }, type: 'text', quiet: true },
    shift: { title: { id: 'Regu / giliran', en: 'Shift' }, type: 'text' },
    device: { title: { id: 'Perangkat', en: 'Device' }, type: 'text' },
    state: { title: { id: 'Status', en: 'Status' }, type: 'choice', choices: stateTexts },
    reached: {
      title: { id: 'Sampai di HP', en: 'Reached the phone' },
      type: 'choice',
      choices: { yes: { id: 'sudah sampai', en: 'reached' }, no: { id: 'belum sampai', en: 'not yet' } },
    },
    firstAt: { title: { id: 'Kontak pertama', en: 'First contact' }, type: 'instant', quiet: true },
    contactAt: { title: { id: 'Kontak terakhir', en: 'Last contact' }, type: 'instant' },
    waiting: { title: { id: 'Menunggu, terakhir diketahui', en: 'Waiting, last known' }, type: 'number' },
    waitingAt: { title: { id: 'Diketahui pada', en: 'Known at' }, type: 'instant' },
  }),
});

export const readPhone = query({
  name: 'access.readPhone',
  path: '/api/phones/:phoneId',
  summary: {
    id: 'Satu HP: apa yang sampai, apa yang tidak diketahui',
    en: 'One phone: what came, what is unknown',
  },
  access: readCards,
  params: { phoneId: Id },
  reply: object({
    operationId: Id,
    /** Reports received from its bearer that the asker may see, and when the last of them came. */
    reports: object({ received: Type.Integer(), lastAt: nullable(Instant) }),
    /** Who locked it, unlocked it or ordered it wiped last, and when; null when nobody did. */
    order: nullable(object({ by: nullable(Type.String()), at: Instant, toldAt: nullable(Instant) })),
    /** Others who carry a card on the same phone, as far as the asker sees their cards: they are locked with it. */
    sharedWith: Type.Array(Type.String()),
  }),
});

const ids = object({ ids: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }) });
const done = object({ revoked: Type.Integer() });
const refusals = ['access.already-done'];

export const lockPhones = command({
  name: 'access.lockPhones',
  path: '/api/phones/lock',
  summary: { id: 'Kunci HP dari jauh', en: 'Lock phones from afar' },
  access: issueCard,
  body: ids,
  reply: done,
  records: [phoneLocked, cardLeft],
  refusals,
});

export const unlockPhones = command({
  name: 'access.unlockPhones',
  path: '/api/phones/unlock',
  summary: { id: 'Buka kunci HP', en: 'Unlock phones' },
  access: issueCard,
  body: ids,
  reply: done,
  records: [phoneUnlocked],
  refusals,
});

/** Deletes on the phone alone: what the server has, no phone can take from it. */
export const wipePhones = command({
  name: 'access.wipePhones',
  path: '/api/phones/wipe',
  summary: { id: 'Perintahkan HP menghapus datanya', en: 'Order phones to delete their data' },
  access: issueCard,
  body: ids,
  reply: done,
  records: [phoneWipeOrdered, cardLeft],
  refusals,
});
