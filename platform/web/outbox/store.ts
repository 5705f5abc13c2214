import type { Sealed } from './cipher.ts';
import { isWaiting, type Row } from './row.ts';

export type StoredFile = {
  readonly id: string;
  readonly item: string;
  readonly type: string;
  readonly sealed: Sealed;
};

/** One person on this phone. Their name and post stand in clear, so that they can be chosen from a list. */
export type Vault = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly post: string;
  readonly shift: string;
  /** End of the sign-in, RFC 3339. */
  readonly expiresAt: string;
  readonly hasPin: boolean;
  /** The data key, sealed under what the person brings. */
  readonly wrapped: Sealed;
  /** The same key while the vault is open; a script can use it and cannot read it out. */
  readonly open: CryptoKey | null;
};

/** Where the outbox keeps things. What `add` and `swap` do happens wholly or not at all. */
export type Store = {
  rows(person: string): Promise<readonly Row[]>;
  row(id: string): Promise<Row | null>;
  /** False when the id is there already. */
  add(row: Row, files: readonly StoredFile[]): Promise<boolean>;
  /** Replaces the row unless somebody else changed it since; false then. */
  swap(row: Row, wasRev: number): Promise<boolean>;
  file(id: string): Promise<StoredFile | null>;
  dropFile(id: string): Promise<void>;
  drop(id: string): Promise<void>;
  note(person: string, name: string): Promise<Sealed | null>;
  putNote(person: string, name: string, sealed: Sealed | null): Promise<void>;
  vaults(): Promise<readonly Vault[]>;
  putVault(vault: Vault): Promise<void>;
  /** How many items of each person have not gone out. */
  waiting(): Promise<ReadonlyMap<string, number>>;
  /** The value that stands there, or this one from now on. */
  setting(name: string, otherwise: () => string): Promise<string>;
  /** Takes or renews a lease; false while another holder has it. See `isHeldByAnother`. */
  lease(name: string, holder: string, nowMs: number, untilMs: number): Promise<boolean>;
  endLease(name: string, holder: string): Promise<void>;
};

/** For a page that may not keep anything: everything is gone when it closes. */
export function memoryStore(): Store {
  const rows = new Map<string, Row>();
  const files = new Map<string, StoredFile>();
  const notes = new Map<string, Sealed>();
  const vaults = new Map<string, Vault>();
  return {
    rows: async (person) => [...rows.values()].filter((row) => row.person === person),
    row: async (id) => rows.get(id) ?? null,
    async add(row, given) {
      if (rows.has(row.id)) return false;
      rows.set(row.id, row);
      for (const file of given) files.set(file.id, file);
      return true;
    },
    async swap(row, wasRev) {
      if (rows.get(row.id)?.rev !== wasRev) return false;
      rows.set(row.id, row);
      return true;
    },
    file: async (id) => files.get(id) ?? null,
    dropFile: async (id) => void files.delete(id),
    async drop(id) {
      rows.delete(id);
      for (const file of files.values()) if (file.item === id) files.delete(file.id);
    },
    note: async (person, name) => notes.get(`${person} ${name}`) ?? null,
    async putNote(person, name, sealed) {
      if (sealed) notes.set(`${person} ${name}`, sealed);
      else notes.delete(`${person} ${name}`);
    },
    vaults: async () => [...vaults.values()],
    putVault: async (vault) => void vaults.set(vault.id, vault),
    waiting: async () => countWaiting([...rows.values()]),
    ...sharedBits(),
  };
}

function sharedBits(): Pick<Store, 'setting' | 'lease' | 'endLease'> {
  const settings = new Map<string, string>();
  const leases = new Map<string, { holder: string; untilMs: number }>();
  return {
    async setting(name, otherwise) {
      const value = settings.get(name) ?? otherwise();
      settings.set(name, value);
      return value;
    },
    async lease(name, holder, nowMs, untilMs) {
      const held = leases.get(name);
      if (isHeldByAnother(held, { holder, untilMs }, nowMs)) return false;
      leases.set(name, { holder, untilMs });
      return true;
    },
    async endLease(name, holder) {
      if (leases.get(name)?.holder === holder) leases.delete(name);
    },
  };
}

export type Lease = { readonly holder: string; readonly untilMs: number };

/** A lease that ends later than one taken now was taken before somebody set the clock back: nobody holds it. */
export function isHeldByAnother(held: Lease | undefined, wanted: Lease, nowMs: number): boolean {
  if (!held || held.holder === wanted.holder) return false;
  return held.untilMs > nowMs && held.untilMs <= wanted.untilMs;
}

export function countWaiting(rows: readonly Row[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (isWaiting(row) || row.phase === 'fix') counts.set(row.person, (counts.get(row.person) ?? 0) + 1);
  }
  return counts;
}
