import { Dexie, type Table } from 'dexie';
import type { Sealed } from './cipher.ts';
import type { Row } from './row.ts';
import {
  countWaiting,
  isHeldByAnother,
  type Lease,
  type Store,
  type StoredFile,
  type Vault,
} from './store.ts';

type Note = { person: string; name: string; sealed: Sealed };
type Setting = { name: string; value: string };
type NamedLease = Lease & { name: string };

/** The store that outlives the page. A new version of the tables gets a new number here and never edits an old one. */
export function dexieStore(name: string): Store {
  const db = new Dexie(name);
  db.version(1).stores({
    rows: 'id, person',
    files: 'id, item',
    notes: '[person+name]',
    vaults: 'id',
    settings: 'name',
    leases: 'name',
  });
  const rows: Table<Row, string> = db.table('rows');
  const files: Table<StoredFile, string> = db.table('files');
  const notes: Table<Note, [string, string]> = db.table('notes');
  const vaults: Table<Vault, string> = db.table('vaults');
  return {
    rows: (person) => rows.where({ person }).toArray(),
    row: async (id) => (await rows.get(id)) ?? null,
    add: (row, given) =>
      db.transaction('rw', rows, files, async () => {
        if (await rows.get(row.id)) return false;
        await files.bulkPut([...given]);
        await rows.put(row);
        return true;
      }),
    swap: (row, wasRev) =>
      db.transaction('rw', rows, async () => {
        if ((await rows.get(row.id))?.rev !== wasRev) return false;
        await rows.put(row);
        return true;
      }),
    file: async (id) => (await files.get(id)) ?? null,
    dropFile: (id) => files.delete(id),
    drop: (id) =>
      db.transaction('rw', rows, files, async () => {
        await files.where({ item: id }).delete();
        await rows.delete(id);
      }),
    note: async (person, note) => (await notes.get([person, note]))?.sealed ?? null,
    async putNote(person, note, sealed) {
      if (sealed) await notes.put({ person, name: note, sealed });
      else await notes.delete([person, note]);
    },
    vaults: () => vaults.toArray(),
    putVault: async (vault) => void (await vaults.put(vault)),
    waiting: async () => countWaiting(await rows.toArray()),
    ...sharedBits(db),
  };
}

/** What the tabs of one phone share: settings made once, and leases. */
function sharedBits(db: Dexie): Pick<Store, 'setting' | 'lease' | 'endLease'> {
  const settings: Table<Setting, string> = db.table('settings');
  const leases: Table<NamedLease, string> = db.table('leases');
  return {
    setting: (setting, otherwise) =>
      db.transaction('rw', settings, async () => {
        const value = (await settings.get(setting))?.value ?? otherwise();
        await settings.put({ name: setting, value });
        return value;
      }),
    lease: (lease, holder, nowMs, untilMs) =>
      db.transaction('rw', leases, async () => {
        const held = await leases.get(lease);
        if (isHeldByAnother(held, { holder, untilMs }, nowMs)) return false;
        await leases.put({ name: lease, holder, untilMs });
        return true;
      }),
    endLease: (lease, holder) =>
      db.transaction('rw', leases, async () => {
        if ((await leases.get(lease))?.holder === holder) await leases.delete(lease);
      }),
  };
}
