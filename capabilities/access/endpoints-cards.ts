/** Doors of those who print post cards. */
import { command, list } from '#shared/endpoint.ts';
import { Id, Instant, line, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { cardIssued, cardRevoked } from './events.ts';
import { issueCard, readCards } from './rights.ts';

export const IssueCards = object({
  operationId: Id,
  /** In whose name the bearers report: usually Polri or Linmas. */
  agencyId: Id,
  shift: line(60),
  validFrom: Instant,
  validUntil: Instant,
  /** Ids made by the caller: sending the same again gives the same cards. */
  cards: Type.Array(object({ id: Id, stationId: Id }), { minItems: 1, maxItems: 500 }),
});
export type IssueCards = Static<typeof IssueCards>;

export const PrintedCard = object({
  id: Id,
  stationId: Id,
  stationName: Type.String(),
  area: Type.String(),
  /** `Slipi, Palmerah`: the area and what it lies in; the code where no name is known. */
  areaName: Type.String(),
  /** Short code to read aloud, `K7-4QXM-9TRD`. */
  code: Type.String(),
  /** What the QR holds. The secret stands behind `#`, which browsers do not send. */
  link: Type.String(),
});
export type PrintedCard = Static<typeof PrintedCard>;

export const issueCards = command({
  name: 'access.issueCards',
  path: '/api/cards',
  summary: { id: 'Terbitkan kartu pos', en: 'Issue post cards' },
  access: issueCard,
  body: IssueCards,
  reply: object({
    agency: Type.String(),
    shift: Type.String(),
    validFrom: Instant,
    validUntil: Instant,
    cards: Type.Array(PrintedCard),
  }),
  records: [cardIssued],
  refusals: [
    'access.card-period',
    'access.card-over',
    'access.card-too-long',
    'access.card-printed',
    'access.id-taken',
  ],
  resend: 'refused-by-rule',
});

export const listCards = list({
  name: 'access.listCards',
  path: '/api/cards',
  summary: { id: 'Daftar kartu pos', en: 'List of post cards' },
  access: readCards,
  query: { operation: Type.Optional(Id) },
  row: object({
    id: Id,
    operationId: Id,
    stationId: Id,
    stationName: Type.String(),
    area: Type.String(),
    agency: nullable(Type.String()),
    shift: Type.String(),
    status: oneOf(['valid', 'later', 'over', 'revoked']),
    validFrom: Instant,
    validUntil: Instant,
    people: Type.Integer(),
    issuedAt: Instant,
  }),
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    operationId: { title: { id: 'Operasi', en: 'Operation' }, type: 'id', hidden: true },
    stationId: { title: { id: 'TPS', en: 'Station' }, type: 'id', hidden: true },
    stationName: { title: { id: 'Pos', en: 'Post' }, type: 'text' },
    area: { title: { id: 'Wilayah', en: 'Area' }, type: 'area' },
    agency: { title: { id: 'Instansi', en: 'Agency' }, type: 'text' },
    shift: { title: { id: 'Regu / giliran', en: 'Shift' }, type: 'text' },
    status: {
      title: { id: 'Status', en: 'Status' },
      type: 'choice',
      choices: {
        valid: { id: 'berlaku', en: 'valid' },
        later: { id: 'belum mulai', en: 'not yet' },
        over: { id: 'berakhir', en: 'over' },
        revoked: { id: 'dicabut', en: 'revoked' },
      },
    },
    validFrom: { title: { id: 'Mulai', en: 'From' }, type: 'instant' },
    validUntil: { title: { id: 'Sampai', en: 'Until' }, type: 'instant' },
    people: { title: { id: 'Sudah dipakai oleh', en: 'Used by' }, type: 'number' },
    issuedAt: { title: { id: 'Diterbitkan', en: 'Issued' }, type: 'instant', quiet: true },
  }),
});

export const revokeCards = command({
  name: 'access.revokeCards',
  path: '/api/cards/revoke',
  summary: { id: 'Cabut kartu pos', en: 'Revoke post cards' },
  access: issueCard,
  body: object({ ids: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }) }),
  reply: object({ revoked: Type.Integer() }),
  records: [cardRevoked],
  refusals: ['access.already-done'],
});
