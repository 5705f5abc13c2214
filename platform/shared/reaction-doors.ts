/** The doors through which those who look after a server see what it could not do by itself, and let it try again. */
import { command, list } from './endpoint.ts';
import { eventType } from './event.ts';
import { permission } from './permission.ts';
import { Id, Instant, nullable, object, oneOf, Type } from './schema.ts';
import { columns } from './table.ts';
import { byReach, recordKind } from './visibility.ts';

/** waiting: the server tries again by itself. parked: it gave up, and waits to be told. */
const states = {
  waiting: { id: 'Dicoba lagi', en: 'Will be tried again' },
  parked: { id: 'Berhenti dicoba', en: 'No longer tried' },
} as const;

const Row = object({
  id: Id,
  reaction: Type.String({ description: 'room.what-it-does' }),
  index: Type.Integer({ description: 'Index in the journal of what it was to act on' }),
  event: Type.String(),
  state: oneOf(['waiting', 'parked']),
  failure: Type.String({ description: 'Stable code of the last error, without what people entered' }),
  tries: Type.Integer(),
  failedAt: Instant,
  nextTryAt: nullable(Instant),
});

const COLUMNS = columns({
  id: { title: { id: 'Nomor', en: 'Id' }, type: 'id', hidden: true },
  reaction: { title: { id: 'Tindak lanjut', en: 'Follow-up' }, type: 'text' },
  state: { title: { id: 'Keadaan', en: 'State' }, type: 'choice', choices: states },
  nextTryAt: { title: { id: 'Percobaan berikut', en: 'Next try' }, type: 'instant' },
  failure: { title: { id: 'Kode kesalahan', en: 'Error code' }, type: 'text' },
  event: { title: { id: 'Atas kejadian', en: 'Upon event' }, type: 'text' },
  tries: { title: { id: 'Kali dicoba', en: 'Tries' }, type: 'number', quiet: true },
  failedAt: { title: { id: 'Terakhir gagal', en: 'Last failed' }, type: 'instant' },
  index: { title: { id: 'Nomor jurnal', en: 'Journal index' }, type: 'number', quiet: true },
});

/** @param administrators roles that look after the server; nobody else learns that these doors are there */
export function reactionDoors(administrators: readonly string[]) {
  const manage = permission('system.reactions', administrators, {
    id: 'Melihat dan mengulang tindak lanjut otomatis yang gagal',
    en: 'See and repeat what the server could not do by itself',
  });
  const kind = recordKind({
    name: 'reaction',
    read: manage,
    attributes: [],
    visibleTo: byReach(manage, {}),
  });
  const retried = eventType({
    name: 'system.reaction-retried.v1',
    of: kind,
    fields: { reaction: 'open', index: 'open', failure: 'open' },
    text: { id: 'Tindak lanjut otomatis diulang', en: 'An automatic follow-up was repeated' },
  });
  const listReactions = list({
    name: 'system.listReactions',
    path: '/api/system/reactions',
    summary: { id: 'Tindak lanjut otomatis yang belum berhasil', en: 'Automatic follow-ups that failed' },
    access: manage,
    row: Row,
    columns: COLUMNS,
  });
  const retryReactions = command({
    name: 'system.retryReactions',
    path: '/api/system/reactions/retry',
    summary: { id: 'Ulangi tindak lanjut yang gagal', en: 'Repeat automatic follow-ups that failed' },
    access: manage,
    body: object({ ids: Type.Array(Id, { minItems: 1, maxItems: 200 }) }),
    reply: object({ retried: Type.Integer() }),
    records: [retried],
    refusals: ['not-found'],
  });
  return { manage, kind, retried, listReactions, retryReactions };
}
