/** The doors that change a grant. Every one speaks for the side of whoever asks: the giver or the recipient. */
import { command } from '#shared/endpoint.ts';
import type { EventType } from '#shared/event.ts';
import { Id, type Localized, line, object, type TProperties } from '#shared/schema.ts';
import {
  grantAbsorbed,
  grantCorrected,
  grantEntered,
  grantEntryWithdrawn,
  grantReturned,
  grantTransferred,
} from './events.ts';
import { moneyEntry, NewGrant, terms } from './grant.ts';
import { grantWrite } from './rights.ts';

const Reason = line(400);
const checked = ['grant.tranches-wrong', 'grant.no-rule', 'grant.day-ahead'];

export const enterGrant = command({
  name: 'grants.enter',
  path: '/api/election-grants',
  summary: { id: 'Catat perjanjian hibah (NPHD)', en: 'Write down a grant agreement (NPHD)' },
  access: grantWrite,
  body: NewGrant,
  reply: object({ id: Id }),
  records: [grantEntered],
  refusals: [
    'grant.id-taken',
    'grant.exists',
    'grant.no-government',
    'grant.no-recipient',
    'grant.not-yours',
    ...checked,
  ],
});

type Said<P extends TProperties> = {
  readonly body: P;
  readonly records: readonly EventType[];
  readonly refusals: readonly string[];
};

function door<const N extends string, P extends TProperties>(
  name: N,
  word: string,
  summary: Localized,
  { body, records, refusals }: Said<P>,
) {
  return command({
    name: `grants.${name}`,
    path: `/api/election-grants/:grantId/${word}`,
    summary,
    access: grantWrite,
    params: { grantId: Id },
    body: object(body),
    reply: object({ id: Id }),
    records,
    refusals: ['grant.not-yours', ...refusals],
  });
}

/** All terms anew. A tranche that money went to stays; it can neither be left out nor become smaller than what it got. */
export const correctGrant = door(
  'correct',
  'correct',
  { id: 'Betulkan perjanjian hibah', en: 'Correct a grant agreement' },
  {
    body: { ...terms, reason: Reason },
    records: [grantCorrected],
    refusals: [...checked, 'grant.tranche-paid'],
  },
);
/** Money that went from the government to the recipient (*penyaluran*). */
export const addTransfer = door(
  'addTransfer',
  'transfers',
  { id: 'Catat transfer (penyaluran)', en: 'Write down a transfer' },
  {
    body: { ...moneyEntry, trancheId: Id },
    records: [grantTransferred],
    refusals: ['grant.entry-taken', 'grant.day-ahead', 'grant.no-tranche', 'grant.too-much'],
  },
);
/** What the recipient has spent in all up to a day (*penyerapan*); the latest day stands. By the recipient alone. */
export const reportAbsorbed = door(
  'reportAbsorbed',
  'absorbed',
  { id: 'Laporkan serapan sampai satu tanggal', en: 'Report what was spent up to a day' },
  {
    body: moneyEntry,
    records: [grantAbsorbed],
    refusals: ['grant.entry-taken', 'grant.day-ahead', 'grant.recipient-alone', 'grant.too-much'],
  },
);
/** Unspent money that went back to the government. */
export const addReturned = door(
  'addReturned',
  'returned',
  { id: 'Catat pengembalian sisa dana', en: 'Write down a return of unspent money' },
  {
    body: moneyEntry,
    records: [grantReturned],
    refusals: ['grant.entry-taken', 'grant.day-ahead', 'grant.too-much'],
  },
);
/** A mistake is struck with its reason, by the side that wrote it; it stays to be read. */
export const withdrawEntry = door(
  'withdrawEntry',
  'withdrawal',
  { id: 'Tarik satu catatan', en: 'Withdraw an entry' },
  {
    body: { entryId: Id, reason: Reason },
    records: [grantEntryWithdrawn],
    refusals: ['grant.entry-not-yours'],
  },
);
