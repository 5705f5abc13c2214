/** The doors behind the check of a file, in every room alike: what it found, all its errors, apply it, take it back. */
import { Bytes, command, query } from './endpoint.ts';
import type { EventType } from './event.ts';
import type { ImportReport } from './import.ts';
import type { Permission } from './permission.ts';
import { Id, type Localized, object, oneOf, type TSchema, Type } from './schema.ts';

type Step = {
  /** Only where it is not simply an import that is applied or undone. */
  readonly summary?: Localized;
  readonly records: readonly EventType[];
  readonly refusals: readonly string[];
};

type Declared<R extends TSchema> = {
  /** What stands before the dot in the names of the endpoints. */
  readonly room: string;
  /** Of the list of imports: `/api/areas/imports`. */
  readonly path: string;
  readonly access: Permission;
  /** What a check found: `ImportReport`, or one with more properties. */
  readonly reply: R;
  readonly apply: Step;
  readonly undo: Step;
};

const words = {
  read: { id: 'Hasil pemeriksaan satu pemuatan', en: 'What a check of an import found' },
  errors: { id: 'Semua kesalahan satu pemuatan (CSV)', en: 'All errors of an import (CSV)' },
  apply: { id: 'Terapkan pemuatan yang sudah diperiksa', en: 'Apply a checked import' },
  undo: { id: 'Batalkan pemuatan yang sudah diterapkan', en: 'Undo an applied import' },
};
const params = { importId: Id };

/** The check itself, which reads the file, is declared by the room; so is the list of imports. */
export function importDoors<R extends TSchema>({ room, path, access, reply, apply, undo }: Declared<R>) {
  const one = `${path}/:importId`;
  const step = { access, params, body: object({}), reply };
  return {
    readImport: query({ name: `${room}.readImport`, path: one, summary: words.read, access, params, reply }),
    readImportErrors: query({
      name: `${room}.readImportErrors`,
      path: `${one}/errors`,
      summary: words.errors,
      access,
      params,
      query: { lang: Type.Optional(oneOf(['id', 'en'])) },
      reply: Bytes,
      replyType: 'bytes',
    }),
    applyImport: command({
      name: `${room}.applyImport`,
      path: `${one}/apply`,
      summary: words.apply,
      ...step,
      ...apply,
    }),
    undoImport: command({
      name: `${room}.undoImport`,
      path: `${one}/undo`,
      summary: words.undo,
      ...step,
      ...undo,
    }),
  };
}

const doorsOf = importDoors<typeof ImportReport>;
export type ImportDoors = ReturnType<typeof doorsOf>;
