import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BackupStanding } from '#shared/backup-doors.ts';
import { BackupError } from './backup-error.ts';
import { type HistoryLine, type Made, readHistory, standing } from './history.ts';
import { laggingPlaces } from './ledger-places.ts';
import { type RestoredFrom, readRestored } from './restored.ts';
import { type BackupSettings, readSettings } from './settings.ts';

const HOUR_MS = 3_600_000;
/** Looked at once an hour: what is due within half of one is due now. */
const SLACK_MS = HOUR_MS / 2;
const SHOWN = 50;

/** How the backups of a data directory stand, for people. */
export async function readStanding(dataDir: string, now: Date): Promise<BackupStanding> {
  const planned = await plannedOf(dataDir);
  const history = await readHistory(dataDir);
  const newestFirst = [...standing(history)].reverse();
  const backups = await Promise.all(newestFirst.slice(0, SHOWN).map(shown));
  const last = backups.find((one) => one.checked === 'content' && one.isThere) ?? null;
  const failure = failureOf(history);
  const from = await readRestored(dataDir);
  const lagging = await laggingPlaces(dataDir);
  return {
    state: stateOf(planned, { last, failed: failure !== null }, now),
    plan: planned.settings === null ? null : planOf(planned.settings),
    planFault: planned.fault,
    last,
    failure,
    nextAt: planned.settings === null ? null : nextOf(planned.settings, history, now).toISOString(),
    backups,
    ...(lagging.length === 0 ? {} : { lagging: [...lagging] }),
    ...(from === null ? {} : { restored: restoredOf(from) }),
  };
}

/** Whether the plan asks for a backup at this moment. After a failure it is tried every hour. */
export function isDue(settings: BackupSettings, history: readonly HistoryLine[], now: Date): boolean {
  return nextOf(settings, history, now).getTime() <= now.getTime() + SLACK_MS;
}

function nextOf(settings: BackupSettings, history: readonly HistoryLine[], now: Date): Date {
  // One with an altered journal is a backup too: to make it again every hour would only fill the disk.
  const made = standing(history).filter((one) => one.checked === 'content' || one.journal === 'altered');
  const last = made.at(-1);
  if (last === undefined) return now;
  const next = Date.parse(last.at) + settings.everyHours * HOUR_MS;
  // A clock that was set back must not keep the next one away for as long.
  return Date.parse(last.at) > now.getTime() ? now : new Date(Math.max(next, now.getTime()));
}

type Planned = { readonly settings: BackupSettings | null; readonly fault: BackupStanding['planFault'] };

async function plannedOf(dataDir: string): Promise<Planned> {
  try {
    return { settings: await readSettings(dataDir), fault: null };
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    return { settings: null, fault: { id: error.id, en: error.en } };
  }
}

function stateOf(
  { settings }: Planned,
  seen: { readonly last: BackupStanding['last']; readonly failed: boolean },
  now: Date,
): BackupStanding['state'] {
  if (settings === null) return 'none';
  if (seen.failed) return 'failed';
  if (seen.last === null) return 'waiting';
  const age = now.getTime() - Date.parse(seen.last.at);
  return age > 2 * settings.everyHours * HOUR_MS ? 'late' : 'good';
}

function failureOf(history: readonly HistoryLine[]): BackupStanding['failure'] {
  const newest = history.filter((line) => line.kind !== 'removed').at(-1);
  if (newest === undefined || newest.kind !== 'failed') return null;
  return { at: newest.at, code: newest.code, text: { id: newest.id, en: newest.en } };
}

async function shown(made: Made): Promise<BackupStanding['backups'][number]> {
  const { kind: _made, sha256: _sha256, file, ...rest } = made;
  const size = await stat(file).then(
    (found) => found.size,
    () => null,
  );
  return { ...rest, file: basename(file), isThere: size === made.bytes };
}

function restoredOf({ id: _id, ...rest }: RestoredFrom): NonNullable<BackupStanding['restored']> {
  return rest;
}

function planOf({
  place,
  everyHours,
  recipients,
  keep,
}: BackupSettings): NonNullable<BackupStanding['plan']> {
  return { place, everyHours, keep, closedBy: recipients.length > 0 ? 'recipients' : 'passphrase' };
}
