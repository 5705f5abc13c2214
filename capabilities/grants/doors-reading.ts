/** The doors at which grants are read one by one: the list and the card. */
import { list, query } from '#shared/endpoint.ts';
import { Id, nullable, object, oneOf, PlainDate, Standing, type Static, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { YesNo, yesNoColumn } from '#shared/usual-columns.ts';
import {
  buckets,
  bucketWords,
  dueStates,
  dueStateWords,
  Entry,
  LegalDue,
  Percent,
  recipients,
  recipientWords,
  Sum,
  Tranche,
} from './grant.ts';
import { grantRead } from './rights.ts';

const title = (id: string, en: string) => ({ id, en });

export const GrantRow = object({
  id: Id,
  /** The government that gives. */
  area: Type.String(),
  areaName: Type.String(),
  recipient: oneOf(recipients),
  recipientName: Type.String(),
  number: nullable(Type.String()),
  signedOn: nullable(PlainDate),
  amount: Sum,
  roundedTo: Type.Integer(),
  transferred: Sum,
  /** By the latest day on which the recipient reported. */
  absorbed: Sum,
  absorbedAsOf: nullable(PlainDate),
  returned: Sum,
  /** Agreed and not transferred. */
  unpaid: Sum,
  /** Transferred, neither absorbed nor returned. */
  unspent: Sum,
  /** Transferred of agreed, and absorbed of agreed; two decimals. */
  paidPercent: Percent,
  absorbedPercent: Percent,
  bucket: oneOf(buckets),
  /** The tranche that is not paid and due first, those without a known day last; null when all are paid. */
  nextTranche: nullable(Type.Integer()),
  nextDueDay: nullable(PlainDate),
  /** Of the next tranche; `paid` when all are. */
  state: oneOf(dueStates),
  daysLeft: nullable(Type.Integer()),
  late: YesNo,
  /** The due day of the next tranche rests on something assumed. */
  dueAssumed: YesNo,
  mayWrite: YesNo,
  standing: Standing,
  source: Type.String(),
});
export type GrantRow = Static<typeof GrantRow>;

export const listGrants = list({
  name: 'grants.list',
  path: '/api/operations/:operationId/grants',
  summary: title('Daftar hibah (NPHD)', 'List of grants (NPHD)'),
  access: grantRead,
  params: { operationId: Id },
  row: GrantRow,
  columns: columns({
    id: { title: title('ID', 'Id'), type: 'id', hidden: true },
    area: {
      title: title('Kode pemda', 'Code of the government'),
      type: 'area',
      quiet: true,
      nameIn: 'areaName',
    },
    areaName: { title: title('Pemerintah daerah', 'Government'), type: 'text' },
    recipient: { title: title('Penerima', 'Recipient'), type: 'choice', choices: recipientWords },
    recipientName: { title: title('Instansi penerima', 'Recipient agency'), type: 'text' },
    amount: { title: title('Disepakati (Rp)', 'Agreed (Rp)'), type: 'number' },
    transferred: { title: title('Ditransfer (Rp)', 'Transferred (Rp)'), type: 'number' },
    paidPercent: { title: title('Ditransfer (%)', 'Transferred (%)'), type: 'number' },
    absorbed: { title: title('Diserap (Rp)', 'Absorbed (Rp)'), type: 'number' },
    absorbedPercent: { title: title('Diserap (%)', 'Absorbed (%)'), type: 'number', quiet: true },
    absorbedAsOf: { title: title('Serapan per', 'Absorbed as of'), type: 'day', quiet: true },
    bucket: {
      title: title('Kelompok Kemendagri', 'Ministry’s bucket'),
      type: 'choice',
      choices: bucketWords,
    },
    nextTranche: { title: title('Tahap berikut', 'Next tranche'), type: 'number' },
    nextDueDay: { title: title('Jatuh tempo', 'Due'), type: 'day' },
    state: { title: title('Keadaan', 'State'), type: 'choice', choices: dueStateWords },
    daysLeft: { title: title('Sisa hari', 'Days left'), type: 'number', quiet: true },
    late: { ...yesNoColumn('Lewat tenggat', 'Late'), quiet: true },
    dueAssumed: { ...yesNoColumn('Tenggat diasumsikan', 'Due day assumed'), quiet: true },
    returned: { title: title('Dikembalikan (Rp)', 'Returned (Rp)'), type: 'number', quiet: true },
    unpaid: { title: title('Belum ditransfer (Rp)', 'Not transferred (Rp)'), type: 'number', quiet: true },
    unspent: { title: title('Belum diserap (Rp)', 'Not spent (Rp)'), type: 'number', quiet: true },
    signedOn: { title: title('Ditandatangani', 'Signed'), type: 'day' },
    number: { title: title('Nomor', 'Number'), type: 'text', quiet: true },
    roundedTo: { title: title('Dibulatkan ke (Rp)', 'Rounded to (Rp)'), type: 'number', quiet: true },
    mayWrite: { ...yesNoColumn('Pihak kami', 'Our side'), quiet: true },
    standing: { title: title('Dasar', 'Standing'), type: 'text', quiet: true },
    source: { title: title('Sumber', 'Source'), type: 'text', quiet: true },
  }),
});

/** What whoever looks may do now, as the words of the doors. */
export const grantActs = ['correct', 'transfers', 'absorbed', 'returned', 'withdrawal'] as const;
export type GrantAct = (typeof grantActs)[number];

export const GrantCard = object({
  id: Id,
  operationId: Id,
  government: Type.String(),
  governmentName: Type.String(),
  recipient: oneOf(recipients),
  recipientAgencyId: nullable(Id),
  recipientName: Type.String(),
  number: nullable(Type.String()),
  signedOn: nullable(PlainDate),
  amount: Sum,
  roundedTo: Type.Integer(),
  standing: Standing,
  source: Type.String(),
  note: nullable(Type.String()),
  transferred: Sum,
  absorbed: Sum,
  absorbedAsOf: nullable(PlainDate),
  returned: Sum,
  unspent: Sum,
  paidPercent: Percent,
  absorbedPercent: Percent,
  bucket: oneOf(buckets),
  /** The operation's today, by which states are told. */
  today: PlainDate,
  tranches: Type.Array(Tranche),
  /** Newest day first; withdrawn ones among them. */
  absorbedEntries: Type.Array(Entry),
  returnedEntries: Type.Array(Entry),
  /** When unspent money has to be back; `paid` where nothing is left to return. */
  return: object({ due: LegalDue, state: oneOf(dueStates), daysLeft: nullable(Type.Integer()) }),
  acts: Type.Array(oneOf(grantActs)),
});
export type GrantCard = Static<typeof GrantCard>;

export const readGrant = query({
  name: 'grants.read',
  path: '/api/election-grants/:grantId',
  summary: title(
    'Kartu hibah: tahap, transfer, serapan, pengembalian',
    'One grant with its tranches and entries',
  ),
  access: grantRead,
  params: { grantId: Id },
  reply: GrantCard,
});
