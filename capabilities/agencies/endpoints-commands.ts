/** What this room lets people change. */
import { command } from '#shared/endpoint.ts';
import { Id, nullable, object, Standing, Type } from '#shared/schema.ts';
import * as contract from './contract.ts';
import {
  Agency,
  Contact,
  Jurisdiction,
  Key,
  KindOfAgency,
  keepContacts,
  Level,
  manageAgencies,
  Sector,
  Source,
  title,
  Unit,
} from './contract.ts';

const Done = object({ id: Id });

export const defineKinds = command({
  name: 'agencies.defineKinds',
  path: '/api/agency-kinds',
  summary: title('Tetapkan sektor dan jenis instansi', 'Define sectors and kinds of agency'),
  access: manageAgencies,
  body: object({
    sectors: Type.Array(Sector, { maxItems: 100 }),
    kinds: Type.Array(KindOfAgency, { maxItems: 500 }),
    source: Source,
  }),
  reply: object({ sectors: Type.Integer(), kinds: Type.Integer() }),
  records: [contract.kindsDefined],
  refusals: ['agencies.sector-unknown'],
});

const changeable = {
  name: Agency.properties.name,
  short: Agency.properties.short,
  level: Level,
  letterhead: Agency.properties.letterhead,
  standing: Standing,
  source: Source,
};
const changeUnits = {
  parentId: nullable(Id),
  kind: Key,
  name: Unit.properties.name,
  standing: Standing,
  source: Source,
};
const agencyCommand = <B extends Parameters<typeof command>[0]['body']>(
  name: string,
  path: string,
  words: [string, string],
  body: B,
) => ({
  name: `agencies.${name}`,
  path: `/api/${path}`,
  summary: title(...words),
  access: manageAgencies,
  body,
  reply: Done,
});
const refusals = [
  'agencies.kind-unknown',
  'agencies.key-taken',
  'agencies.id-taken',
  'agencies.retired',
  'agencies.unit-elsewhere',
  'agencies.unit-circle',
  'agencies.area-unknown',
  'agencies.already-responsible',
];

export const createAgency = command({
  ...agencyCommand('createAgency', 'agencies', ['Tambah instansi', 'Add an agency'], Agency),
  records: [contract.agencyCreated],
  refusals,
});
export const updateAgency = command({
  ...agencyCommand(
    'updateAgency',
    'agencies/:agencyId',
    ['Ubah instansi', 'Change an agency'],
    object(changeable),
  ),
  params: { agencyId: Id },
  records: [contract.agencyChanged],
  refusals,
});
export const retireAgency = command({
  ...agencyCommand(
    'retireAgency',
    'agencies/:agencyId/retire',
    ['Nonaktifkan instansi', 'Retire an agency'],
    object({}),
  ),
  params: { agencyId: Id },
  records: [contract.agencyRetired],
  refusals: ['agencies.has-units', 'agencies.retired'],
});
export const createUnit = command({
  ...agencyCommand('createUnit', 'agency-units', ['Tambah satuan', 'Add a unit'], Unit),
  records: [contract.unitCreated],
  refusals,
});
export const updateUnit = command({
  ...agencyCommand(
    'updateUnit',
    'agency-units/:unitId',
    ['Ubah satuan', 'Change a unit'],
    object(changeUnits),
  ),
  params: { unitId: Id },
  records: [contract.unitChanged],
  refusals,
});
export const retireUnit = command({
  ...agencyCommand(
    'retireUnit',
    'agency-units/:unitId/retire',
    ['Nonaktifkan satuan', 'Retire a unit'],
    object({}),
  ),
  params: { unitId: Id },
  records: [contract.unitRetired],
  refusals: ['agencies.has-units', 'agencies.retired'],
});
export const assignJurisdiction = command({
  ...agencyCommand(
    'assignJurisdiction',
    'jurisdictions',
    ['Tetapkan wilayah tugas', 'Assign a jurisdiction'],
    Jurisdiction,
  ),
  records: [contract.jurisdictionAssigned],
  refusals,
});
export const withdrawJurisdiction = command({
  ...agencyCommand(
    'withdrawJurisdiction',
    'jurisdictions/:jurisdictionId/withdraw',
    ['Cabut wilayah tugas', 'Withdraw a jurisdiction'],
    object({}),
  ),
  params: { jurisdictionId: Id },
  records: [contract.jurisdictionWithdrawn],
});

export const keepContact = command({
  ...agencyCommand(
    'keepContact',
    'agency-contacts',
    ['Simpan kontak piket', 'Keep a contact on duty'],
    Contact,
  ),
  access: keepContacts,
  records: [contract.contactKept],
  refusals: ['agencies.unit-elsewhere', 'agencies.retired'],
});
export const removeContact = command({
  ...agencyCommand(
    'removeContact',
    'agency-contacts/:contactId/remove',
    ['Hapus kontak piket', 'Remove a contact on duty'],
    object({}),
  ),
  access: keepContacts,
  params: { contactId: Id },
  records: [contract.contactRemoved],
});
