/** What this room shows: kinds, cards, units, jurisdictions, contacts. */
import { list, query } from '#shared/endpoint.ts';
import { AreaCode, Id, Instant, nullable, object, Standing, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import {
  AgencyRow,
  Contact,
  idColumn,
  Key,
  KindOfAgency,
  readAgencies,
  readContacts,
  Sector,
  sourceColumn,
  standingColumn,
  text,
  title,
  Unit,
} from './contract.ts';

export const readKinds = query({
  name: 'agencies.readKinds',
  path: '/api/agency-kinds',
  summary: title('Sektor dan jenis instansi', 'Sectors and kinds of agency'),
  access: readAgencies,
  reply: object({ sectors: Type.Array(Sector), kinds: Type.Array(KindOfAgency) }),
});
export const UnitNode = object({ ...Unit.properties, retiredAt: nullable(Instant), areas: Type.Integer() });
export const readAgency = query({
  name: 'agencies.read',
  path: '/api/agencies/:agencyId',
  summary: title('Kartu satu instansi dengan satuannya', 'Card of one agency with its units'),
  access: readAgencies,
  params: { agencyId: Id },
  reply: object({ agency: AgencyRow, units: Type.Array(UnitNode) }),
});

/** Units of all agencies; the tree of one agency is in `readAgency`. */
export const listUnits = list({
  name: 'agencies.listUnits',
  path: '/api/agency-units',
  summary: title('Daftar satuan', 'List of units'),
  access: readAgencies,
  query: { agencyId: Type.Optional(Id) },
  row: object({
    id: Id,
    name: Type.String(),
    kind: Key,
    agencyShort: Type.String(),
    parentName: nullable(Type.String()),
    standing: Standing,
    source: Type.String(),
  }),
  columns: columns({
    id: idColumn,
    name: text('Satuan', 'Unit'),
    kind: text('Jenis', 'Kind'),
    agencyShort: text('Instansi', 'Agency'),
    parentName: text('Di bawah', 'Below'),
    standing: standingColumn,
    source: sourceColumn,
  }),
});
export const listJurisdictions = list({
  name: 'agencies.listJurisdictions',
  path: '/api/jurisdictions',
  summary: title('Daftar wilayah tugas', 'List of jurisdictions'),
  access: readAgencies,
  query: { agencyId: Type.Optional(Id) },
  row: object({
    id: Id,
    area: AreaCode,
    agencyId: Id,
    agencyShort: Type.String(),
    kind: Key,
    unitId: nullable(Id),
    unitName: nullable(Type.String()),
    standing: Standing,
    source: Type.String(),
  }),
  columns: columns({
    id: idColumn,
    area: { title: title('Wilayah', 'Area'), type: 'area' },
    agencyShort: text('Instansi', 'Agency'),
    kind: text('Jenis', 'Kind'),
    unitName: text('Satuan', 'Unit'),
    standing: standingColumn,
    source: sourceColumn,
    agencyId: idColumn,
    unitId: idColumn,
  }),
});
/** Who answers for a place: most specific jurisdiction first; several may share one area. */
export const whoIsResponsible = query({
  name: 'agencies.whoIsResponsible',
  path: '/api/agencies/responsible',
  summary: title('Siapa yang bertanggung jawab di suatu wilayah', 'Who is responsible in an area'),
  access: readAgencies,
  query: { area: AreaCode, kind: Type.Optional(Key) },
  reply: object({
    responsible: Type.Array(
      object({
        agencyId: Id,
        agencyShort: Type.String(),
        agencyName: Type.String(),
        kind: Key,
        unitId: nullable(Id),
        unitName: nullable(Type.String()),
        through: AreaCode,
        standing: Standing,
        source: Type.String(),
      }),
    ),
  }),
});

export const listContacts = list({
  name: 'agencies.listContacts',
  path: '/api/agency-contacts',
  summary: title('Daftar kontak piket', 'List of contacts on duty'),
  access: readContacts,
  query: { agencyId: Type.Optional(Id) },
  row: object({ ...Contact.properties, agencyShort: Type.String(), unitName: nullable(Type.String()) }),
  columns: columns({
    id: idColumn,
    office: text('Jabatan piket', 'Office'),
    phone: text('Telepon', 'Phone'),
    unitName: text('Satuan', 'Unit'),
    agencyShort: text('Instansi', 'Agency'),
    agencyId: idColumn,
    unitId: idColumn,
  }),
});
