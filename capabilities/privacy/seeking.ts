/** Where the data of a person lies: in fields, by words or by the id of a record, and in files that came in to be read. */
import type { Tx } from '#server/database/connect.ts';
import { countRecord, findRecord, findText, MOST_FOUND } from '#server/erasure/find.ts';
import { isHeld } from '#server/erasure/held.ts';
import type { Item } from '#server/erasure/item.ts';
import { personalPlaces } from '#server/erasure/places.ts';
import { type FileFound, filesHolding } from '#server/files/search.ts';
import type { FileStore } from '#server/files/store.ts';
import type { Holdings } from '#shared/holding.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import type { Field } from './contract.ts';
import { standingHolds } from './store.ts';

/** What rooms and platform say they hold; known once the house stands. */
export type Held = () => readonly Holdings[];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** How much there is, field by field. By the id of a record: what is its own is marked. */
export async function fieldsWith(
  tx: Tx,
  holdings: readonly Holdings[],
  text: string,
): Promise<readonly Field[]> {
  const sought = text.trim();
  if (!UUID.test(sought)) return fieldsOf(await itemsOfText(tx, holdings, sought), holdings);
  const parts = await countRecord(tx, await personalPlaces(tx, holdings), sought.toLowerCase());
  return parts.map(({ place: { table, column }, own, count }) => ({
    ...fieldOf(table, column, holdings),
    count,
    own,
  }));
}

/** The values themselves, of the chosen fields. @throws Refused where there are too many for one person */
export async function itemsWith(
  tx: Tx,
  holdings: readonly Holdings[],
  text: string,
  chosen: ReadonlySet<string>,
): Promise<readonly Item[]> {
  const sought = text.trim();
  if (!UUID.test(sought))
    return (await itemsOfText(tx, holdings, sought)).filter((item) => chosen.has(placeOf(item)));
  const places = (await personalPlaces(tx, holdings)).filter((place) => chosen.has(placeOf(place)));
  return notTooMany(await findRecord(tx, places, sought.toLowerCase()));
}

async function itemsOfText(tx: Tx, holdings: readonly Holdings[], sought: string): Promise<readonly Item[]> {
  return notTooMany(await findText(tx, await personalPlaces(tx, holdings), sought));
}

function notTooMany(found: readonly Item[]): readonly Item[] {
  if (found.length > MOST_FOUND) throw new Refused(refuse('erasure.too-many', { limit: MOST_FOUND }));
  return found;
}

/** Files that hold the words; what belongs to a record by its id is named by its rows. */
export async function filesWith(files: FileStore, text: string): Promise<readonly FileFound[]> {
  return UUID.test(text.trim()) ? [] : filesHolding(files, text);
}

/** What a file is called beside the fields of the database. */
export const filePlaces = { file: 'files/', upload: 'uploads/' } as const;
export const FILES = { id: 'Berkas', en: 'File' };
const fileWords = {
  file: { id: 'Tabel yang dikirim untuk dimuat', en: 'Table sent to be imported' },
  upload: { id: 'Kiriman yang belum selesai', en: 'Upload that is not finished' },
} as const;

export function fileFields(found: readonly FileFound[]): readonly Field[] {
  return (['file', 'upload'] as const).flatMap((kind) => {
    const count = found.filter((each) => each.kind === kind).length;
    const names = { what: fileWords[kind], place: filePlaces[kind], kind: 'files', record: FILES };
    return count === 0 ? [] : [{ ...names, count }];
  });
}

/**
 * Of a file nobody can tell the operation: it is held as soon as anything is.
 * @throws Refused while somebody holds what is to be erased
 */
export async function stopIfHeld(
  tx: Tx,
  items: readonly Item[],
  files: number,
  holdings: readonly Holdings[],
): Promise<void> {
  const holds = await standingHolds(tx);
  const isAny = holds.everything || holds.operations.length > 0;
  if ((files > 0 && isAny) || (await isHeld(tx, items, holds, holdings)))
    throw new Refused(refuse('erasure.held'));
}

/** A field as the journal repeats it. */
export const inJournal = ({ id, en }: Localized): Localized => ({
  id: `${id} (di jurnal)`,
  en: `${en} (in the journal)`,
});

export const placeOf = ({ table, column }: Pick<Item, 'table' | 'column'>) => `${table}.${column}`;

function fieldsOf(items: readonly Item[], holdings: readonly Holdings[]): readonly Field[] {
  const counts = new Map<string, { item: Item; count: number }>();
  for (const item of items) {
    const known = counts.get(placeOf(item));
    counts.set(placeOf(item), { item, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].map(({ item: { table, column }, count }) => ({
    ...fieldOf(table, column, holdings),
    count,
  }));
}

/** A column and its kind of record, in words. */
export function fieldOf(table: string, column: string, holdings: readonly Holdings[]) {
  const place = placeOf({ table, column });
  const held = holdings.find((each) => table in each)?.[table];
  const unnamed = { id: place, en: place };
  return {
    what: held?.columns[column]?.what ?? unnamed,
    place,
    kind: table,
    record: held?.what ?? unnamed,
  };
}
