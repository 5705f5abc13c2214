/**
 * The places where backups of this house lie, and what each has of the ledger of erasures. A stick that lies in a drawer
 * gets it when it is back; until then people can see that it lacks some.
 */
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Instant, nullable, object, type Static, Type } from '#shared/schema.ts';
import { errorCode } from '../database/data-directory-error.ts';
import { conforms } from '../endpoint/parse.ts';
import { type Ledger, readLedger, writeLedger } from '../erasure/ledger.ts';
import { readHistory, standing } from './history.ts';
import { readSettings } from './settings.ts';

const LEDGER_PLACES = 'ledger-places.json';

const Had = object({
  place: Type.String(),
  /** Until when the ledger was complete that it got last. */
  until: nullable(Instant),
  /** How many erasures that one held. */
  entries: Type.Integer(),
});
const Places = Type.Array(Had);
type Had = Static<typeof Had>;
const placesErrors = conforms(Places);

/** A place that lacks erasures: since when, and how many. */
type Lagging = { readonly place: string; readonly since: string; readonly missing: number };

/** Writes the ledger of the data directory to every place that can be reached. @throws the first that failed, after all */
export async function spreadLedger(dataDir: string): Promise<void> {
  const ledger = await readLedger(dataDir);
  const failed: unknown[] = [];
  for (const { place, files } of await placesOf(dataDir)) {
    if (!(await isReached(files))) continue;
    try {
      await writeLedger(place, ledger);
      await noteWritten(dataDir, place, ledger);
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw failed[0];
}

export async function noteWritten(dataDir: string, place: string, ledger: Ledger): Promise<void> {
  const until =
    ledger.complete
      .map((one) => one.completeUntil)
      .sort()
      .at(-1) ?? null;
  const others = (await readPlaces(dataDir)).filter((one) => one.place !== place);
  const text = JSON.stringify([...others, { place, until, entries: ledger.entries.length }], null, 2);
  const path = join(dataDir, LEDGER_PLACES);
  await writeFile(`${path}.new`, `${text}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** Places whose backups still hold what was erased since they got the ledger. */
export async function laggingPlaces(dataDir: string): Promise<readonly Lagging[]> {
  const { entries } = await readLedger(dataDir);
  const known = new Map((await readPlaces(dataDir)).map((one) => [one.place, one]));
  return (await placesOf(dataDir)).flatMap(({ place, lastMade }) => {
    const had = known.get(place);
    const since = had?.until ?? lastMade;
    if (since === null) return [];
    // Of a place that got it from an earlier release the moment alone is known.
    const missing =
      had === undefined
        ? entries.filter(({ at }) => Date.parse(at) > Date.parse(since)).length
        : entries.length - had.entries;
    return missing > 0 ? [{ place, since, missing }] : [];
  });
}

type Place = { readonly place: string; readonly files: readonly string[]; readonly lastMade: string | null };

async function placesOf(dataDir: string): Promise<readonly Place[]> {
  const made = standing(await readHistory(dataDir));
  // A plan that is wrong is said elsewhere; the places of the backups are known without it.
  const planned = await readSettings(dataDir).catch(() => null);
  const places = new Set([...made.map(({ file }) => dirname(file)), ...(planned ? [planned.place] : [])]);
  return [...places].map((place) => {
    const here = made.filter(({ file }) => dirname(file) === place);
    return { place, files: here.map(({ file }) => file), lastMade: here.at(-1)?.at ?? null };
  });
}

/** An empty folder may be where a disk is mounted when it is there: it must not pass for the place. */
async function isReached(files: readonly string[]): Promise<boolean> {
  if (files.length === 0) return true;
  for (const file of files) {
    const isThere = await stat(file).then(
      () => true,
      () => false,
    );
    if (isThere) return true;
  }
  return false;
}

/** What cannot be read is as good as nothing: every place that is reached is written down again. */
async function readPlaces(dataDir: string): Promise<readonly Had[]> {
  try {
    const places: Had[] = JSON.parse(await readFile(join(dataDir, LEDGER_PLACES), 'utf8'));
    return placesErrors(places).length === 0 ? places : [];
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return [];
    throw error;
  }
}
