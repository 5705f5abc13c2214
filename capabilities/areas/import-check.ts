/** What a file of each kind holds, decided row by row against what the register has. */
import { createHash } from 'node:crypto';
import type { Context } from '#server/endpoint/context.ts';
import type { Input } from '#server/endpoint/handle.ts';
import { readTable } from '#server/files/table-file.ts';
import { isWithin } from '#shared/area-code.ts';
import { reachesOf } from '#shared/permission.ts';
import { type FieldError, Refused, refuse } from '#shared/problem.ts';
import { checkBoundaries, checkFeature, type PlannedBoundary } from './check-boundaries.ts';
import { checkSuccessors } from './check-successors.ts';
import { CURRENT_CODE_LIST, manageAreas } from './contract.ts';
import { FILE_PROBLEMS, readFeatures } from './feature-file.ts';
import { EARTH, INDONESIA } from './geometry.ts';
import { type importNames, UNPACKED_LIMIT } from './import-contract.ts';
import { type StagedRow, type StoredImport, stagedKeys } from './import-store.ts';
import { checkNames, type Planned } from './rules.ts';
import { knownAreas, knownBoundaries, knownCodes, knownSuccessors } from './store.ts';

const TABLE = {
  /** Bytes: twenty times a table of all villages of Indonesia. */
  limit: 64 * 1024 * 1024,
  problems: { ...FILE_PROBLEMS, columnMissing: 'areas.column-missing' },
} as const;
export const NO_LICENCE = '-';

type Asked = Input<typeof importNames>['query'];
export type Found = {
  readonly planned: readonly (Planned<object> | PlannedBoundary)[];
  readonly errors: readonly FieldError[];
};

const NAME_COLUMNS = {
  code: ['code', 'kode', 'kode_wilayah'],
  name: ['name', 'nama', 'nama_wilayah'],
  level: ['level', 'tingkat'],
  lat: ['lat', 'latitude', 'lintang'],
  lon: ['lon', 'lng', 'longitude', 'bujur'],
  validFrom: ['valid_from', 'berlaku_dari'],
  validTo: ['valid_to', 'berlaku_sampai'],
} as const;
const SUCCESSOR_COLUMNS = {
  old: ['old', 'old_code', 'kode_lama', 'lama'],
  new: ['new', 'new_code', 'kode_baru', 'baru'],
  reason: ['reason', 'alasan'],
} as const;

async function namesIn(context: Context, asked: Asked, bytes: Uint8Array): Promise<Found> {
  const required = ['code', 'name'] as const;
  const table = await readTable(bytes, { ...TABLE, names: NAME_COLUMNS, required });
  return checkNames(table.rows, {
    known: await knownAreas(context.tx),
    reach: reachOf(context),
    codeList: asked.codeList ?? CURRENT_CODE_LIST,
    source: asked.source,
    extent: asked.extent === 'anywhere' ? EARTH : INDONESIA,
  });
}

async function boundariesIn(context: Context, asked: Asked, bytes: Uint8Array): Promise<Found> {
  const codes = await knownCodes(context.tx);
  const successors = await knownSuccessors(context.tx);
  const around = {
    isKnown: (code: string) => codes.has(code),
    successorsOf: (code: string) => successors.filter((one) => one.old === code).map((one) => one.new),
    known: await knownBoundaries(context.tx),
    hash: sha256,
    reach: reachOf(context),
    source: asked.source,
    licence: asked.licence ?? NO_LICENCE,
    extent: asked.extent === 'anywhere' ? EARTH : INDONESIA,
  };
  const checked: (PlannedBoundary | FieldError)[] = [];
  for await (const feature of readFeatures(bytes, UNPACKED_LIMIT))
    checked.push(checkFeature(feature, around));
  return checkBoundaries(checked);
}

async function successorsIn(context: Context, asked: Asked, bytes: Uint8Array): Promise<Found> {
  const required = ['old', 'new', 'reason'] as const;
  const table = await readTable(bytes, { ...TABLE, names: SUCCESSOR_COLUMNS, required });
  const codes = await knownCodes(context.tx);
  const known = await knownSuccessors(context.tx);
  return checkSuccessors(table.rows, {
    isKnown: (code) => codes.has(code),
    known: new Map(known.map((one) => [`${one.old}>${one.new}`, one])),
    reach: reachOf(context),
    source: asked.source,
  });
}

/** Reads and decides a whole file, without writing anything. */
export const CHECK = { names: namesIn, boundaries: boundariesIn, successors: successorsIn };

export type Counts = { added: number; changed: number; unchanged: number; refused: number };

export function countsOf({ planned, errors }: Found): Counts {
  const added = planned.filter((row) => row.before === null).length;
  const unchanged = planned.filter((row) => row.isSame).length;
  const refused = new Set(errors.map((error) => error.row)).size;
  return { added, unchanged, refused, changed: planned.length - added - unchanged };
}

export function stagedOf({ planned }: Found): StagedRow[] {
  return planned.flatMap((row) => {
    if (row.isSame) return [];
    const geometry = 'geometry' in row ? row.geometry : null;
    return [{ number: row.number, key: row.key, after: row.after, before: row.before, geometry }];
  });
}

function reachOf(context: Context): readonly string[] {
  return reachesOf(context.actor, manageAreas).flatMap((reach) => reach.areas);
}

/** Whoever applies or undoes must themselves hold every area of the import; what lies above theirs came along. */
export async function demandReach(context: Context, found: StoredImport): Promise<void> {
  const reach = reachOf(context);
  if (reach.includes('')) return;
  const rows = await stagedKeys(context.tx, found.id);
  const isMine = ({ key, isNew }: { key: string; isNew: boolean }) => {
    const code = key.split('>').at(-1) ?? key;
    return reach.some((area) => isWithin(code, area) || (isNew && isWithin(area, code)));
  };
  if (!rows.every(isMine)) throw new Refused(refuse('not-found'));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
