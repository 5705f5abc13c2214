/** The doors through which those who look after a server see how old its last backup is, and ask for another one. */
import { command, query } from './endpoint.ts';
import { eventType } from './event.ts';
import { permission } from './permission.ts';
import { Id, Instant, Localized, nullable, object, oneOf, type Static, Type } from './schema.ts';
import { byReach, recordKind } from './visibility.ts';

/** none: nobody planned any. late: the last one is older than twice the interval. failed: the newest attempt failed. */
const states = ['none', 'waiting', 'good', 'late', 'failed'] as const;

const Backup = object({
  file: Type.String({ description: 'Name in its place' }),
  at: Instant,
  bytes: Type.Integer(),
  rows: Type.Integer(),
  files: Type.Integer(),
  tookMs: Type.Integer(),
  checked: oneOf(['content', 'failed']),
  journal: Type.Optional(
    oneOf(['whole', 'altered', 'none'], { description: 'The journal in it, verified as it was written' }),
  ),
  scheduled: Type.Boolean(),
  isThere: Type.Boolean({ description: 'Whether the file still lies in its place with its size' }),
});

export const BackupStanding = object({
  state: oneOf(states),
  plan: nullable(
    object({
      place: Type.String(),
      everyHours: Type.Number(),
      closedBy: oneOf(['recipients', 'passphrase']),
      keep: object({ hours: Type.Integer(), days: Type.Integer(), weeks: Type.Integer() }),
    }),
  ),
  /** What is wrong with the plan itself. */
  planFault: nullable(Localized),
  last: nullable(Backup),
  /** The newest attempt, when it failed: what to do about it. */
  failure: nullable(object({ at: Instant, code: Type.String(), text: Localized })),
  nextAt: nullable(Instant),
  backups: Type.Array(Backup),
  /** Places whose backups still hold what was erased since they got the ledger of erasures. */
  lagging: Type.Optional(
    Type.Array(object({ place: Type.String(), since: Instant, missing: Type.Integer() })),
  ),
  /** Present in a house that came out of a backup. */
  restored: Type.Optional(
    object({
      at: Instant,
      backup: Type.String({ description: 'Name of the file' }),
      madeAt: Instant,
      erasures: oneOf(['replayed', 'without']),
      /** Until when the ledger was complete; null where it did not say. */
      erasuresUntil: Type.Optional(nullable(Instant)),
      /** The journal in that backup did not match its checkpoint. */
      journal: Type.Optional(oneOf(['altered'])),
      database: oneOf(['embedded', 'own']),
    }),
  ),
});
export type BackupStanding = Static<typeof BackupStanding>;

const RESTORED_FIELDS = {
  backup: 'open',
  madeAt: 'open',
  at: 'open',
  erasures: 'open',
  erasuresUntil: 'open',
  journal: 'open',
} as const;

/** @param administrators roles that look after the server; nobody else learns that these doors are there */
export function backupDoors(administrators: readonly string[]) {
  const manage = permission('system.backups', administrators, {
    id: 'Melihat cadangan server dan meminta yang baru',
    en: 'See the backups of the server and ask for a new one',
  });
  const kind = recordKind({ name: 'backup', read: manage, attributes: [], visibleTo: byReach(manage, {}) });
  const asked = eventType({
    name: 'system.backup-asked.v1',
    of: kind,
    fields: { job: 'open' },
    text: { id: 'Cadangan diminta', en: 'A backup was asked for' },
  });
  const tellRestore = permission('system.tell-restore', ['system'], {
    id: 'Mencatat bahwa server ini dipulihkan dari cadangan',
    en: 'Record that this server was restored from a backup',
  });
  const restored = eventType({
    name: 'system.restored.v1',
    of: kind,
    fields: RESTORED_FIELDS,
    text: { id: 'Server dipulihkan dari cadangan', en: 'The server was restored from a backup' },
  });
  const readBackups = query({
    name: 'system.readBackups',
    path: '/api/system/backups',
    summary: { id: 'Keadaan cadangan server', en: 'How the backups of the server stand' },
    access: manage,
    reply: BackupStanding,
  });
  const backUpNow = command({
    name: 'system.backUpNow',
    path: '/api/system/backups/now',
    summary: { id: 'Buat cadangan sekarang menurut rencana', en: 'Make a backup now by the plan' },
    access: manage,
    body: object({}),
    reply: object({ jobId: Id }),
    records: [asked],
    refusals: ['backup.not-planned'],
  });
  const noteRestore = command({
    name: 'system.noteRestore',
    path: '/api/system/backups/restored',
    summary: {
      id: 'Catat pemulihan dalam jurnal; hanya untuk server sendiri saat menyala',
      en: 'Record a restore in the journal; for the server itself alone as it starts',
    },
    access: tellRestore,
    body: object({}),
    reply: object({}),
    records: [restored],
    resend: 'refused-by-rule',
  });
  return { manage, tellRestore, kind, asked, restored, readBackups, backUpNow, noteRestore };
}
