/** Readers and terms of a column in words, and whose eyes reach it. */
import { RoleText, roles } from '#rooms/access/contract.ts';
import { type Column, type Readers, type Term, termSpan } from '#shared/holding.ts';
import type { Localized } from '#shared/schema.ts';
import type { Erasure, Viewer } from './contract.ts';

const words = (id: string, en: string): Localized => ({ id, en });
const NO_DOOR = words('tidak ditampilkan lewat pintu mana pun', 'shown through no door');

/** Roles that read it as such; those whom the rule of the record keeps out are left out. */
export function rolesOf(readers: Readers): readonly (typeof roles)[number][] {
  return roles.filter(
    (role) => readers.by.some((each) => each.roles.includes(role)) && !readers.not?.includes(role),
  );
}

export function readersText(column: Column): Localized {
  if (column.class === 'inner') return NO_DOOR;
  if (column.class === 'sealed') return column.readers;
  const { readers } = column;
  const who = [...anyoneText(readers), ...rolesOf(readers).map(shortRole), ...selfText(readers)];
  if (who.length === 0) return readers.but ?? NO_DOOR;
  return join([join(who, ', '), ...(readers.but ? [readers.but] : [])], '; ');
}

/** Whoever runs the server reads what is not sealed: everything else is clear text on its disk. */
export function operatorReads(column: Column): boolean {
  return column.class !== 'sealed';
}

/** Whose eyes reach it. Whoever it is about counts with every role: they have an account of some role. */
export function viewersOf(column: Column): readonly Viewer[] {
  const operator: readonly Viewer[] = operatorReads(column) ? ['operator'] : [];
  if (column.class === 'inner' || column.class === 'sealed') return operator;
  const { readers } = column;
  if (readers.anyone === 'public') return [...roles, 'public', ...operator];
  if (readers.anyone === 'signed-in' || readers.self) return [...roles, ...operator];
  return [...rolesOf(readers), ...operator];
}

/** Whether somebody has to do something when the term is over. */
export function erasureOf({ after, executed }: Term): Erasure {
  if (after === 'original-erased') return 'with-original';
  return executed === false ? 'not-yet' : 'by-itself';
}

/** The span, and honestly where nothing erases by it, and why. */
export function termText(term: Term): Localized {
  const span = termSpan(term);
  if (term.executed !== false) return span;
  const { why } = term;
  return words(`${span.id}; tidak dihapus sendiri: ${why.id}`, `${span.en}; not erased by itself: ${why.en}`);
}

function anyoneText({ anyone }: Readers): readonly Localized[] {
  if (anyone === undefined) return [];
  return [
    anyone === 'public' ? words('siapa pun', 'anybody') : words('siapa pun yang masuk', 'anybody signed in'),
  ];
}

function selfText({ self }: Readers): readonly Localized[] {
  return self ? [words('yang bersangkutan', 'whoever it is about or from')] : [];
}

/** Without what stands in brackets behind a role. */
function shortRole(role: (typeof roles)[number]): Localized {
  const { id, en } = RoleText[role];
  const short = (text: string) => text.replace(/ \(.*$/, '');
  return words(short(id), short(en));
}

function join(texts: readonly Localized[], glue: string): Localized {
  return words(texts.map(({ id }) => id).join(glue), texts.map(({ en }) => en).join(glue));
}
