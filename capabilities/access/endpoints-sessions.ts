/** Doors of everybody who is signed in: which devices are. */
import { command, list } from '#shared/endpoint.ts';
import { Id, Instant, nullable, object, oneOf, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { cardLeft, sessionRevoked } from './events.ts';

const yesNo = { yes: { id: 'ya', en: 'yes' }, no: { id: 'tidak', en: 'no' } };

/** One's own sessions, those of the accounts that one administers, and those of the cards that one may revoke. */
export const listSessions = list({
  name: 'access.listSessions',
  path: '/api/sessions',
  summary: { id: 'Perangkat yang sedang masuk', en: 'Devices that are signed in' },
  access: 'signed-in',
  query: {
    whose: Type.Optional(oneOf(['mine', 'accounts', 'cards'])),
    operation: Type.Optional(Id),
  },
  row: object({
    id: Id,
    name: Type.String(),
    post: nullable(Type.String()),
    device: Type.String(),
    state: oneOf(['open', 'late']),
    mine: oneOf(['yes', 'no']),
    current: oneOf(['yes', 'no']),
    openedAt: Instant,
    seenAt: Instant,
    expiresAt: Instant,
  }),
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    name: { title: { id: 'Nama', en: 'Name' }, type: 'text' },
    post: { title: { id: 'Pos kartu', en: 'Post of the card' }, type: 'text' },
    device: { title: { id: 'Perangkat', en: 'Device' }, type: 'text' },
    state: {
      title: { id: 'Status', en: 'Status' },
      type: 'choice',
      choices: {
        open: { id: 'aktif', en: 'open' },
        late: { id: 'menyusul: giliran sudah berakhir', en: 'late: the shift is over' },
      },
    },
    mine: { title: { id: 'Milik saya', en: 'Mine' }, type: 'choice', choices: yesNo },
    current: { title: { id: 'Perangkat ini', en: 'This device' }, type: 'choice', choices: yesNo },
    openedAt: { title: { id: 'Masuk sejak', en: 'Signed in' }, type: 'instant' },
    seenAt: { title: { id: 'Terakhir dipakai', en: 'Last used' }, type: 'instant' },
    expiresAt: { title: { id: 'Berakhir', en: 'Ends' }, type: 'instant' },
  }),
});

export const revokeSessions = command({
  name: 'access.revokeSessions',
  path: '/api/sessions/revoke',
  summary: { id: 'Keluarkan perangkat', en: 'Sign devices out' },
  access: 'signed-in',
  body: object({ ids: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }) }),
  reply: object({ revoked: Type.Integer() }),
  records: [sessionRevoked, cardLeft],
  refusals: ['access.already-done'],
});
