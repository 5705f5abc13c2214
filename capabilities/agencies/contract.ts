/**
 * Who takes part: sectors, kinds, agencies, their units, and who is responsible where. The door of this room, in parts:
 * `rights`, `vocabulary`, `on-duty`, and what all may ask.
 */
import { list } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { question } from '#shared/question.ts';
import {
  AreaCode,
  Id,
  Instant,
  type Localized,
  line,
  nullable,
  object,
  paragraph,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { agencyKind, contactKind, readAgencies } from './rights.ts';
import {
  idColumn,
  Key,
  Level,
  levelOfAgency,
  Source,
  sourceColumn,
  standingColumn,
  text,
  title,
} from './vocabulary.ts';

export { Contact, contactsOnDuty } from './on-duty.ts';
export * from './rights.ts';
export * from './vocabulary.ts';

const Text = object({ id: line(200), en: line(200) });

export const Sector = object({ key: Key, name: Text });
export const KindOfAgency = object({
  key: Key,
  sector: Key,
  name: Text,
  short: line(40),
  levels: Type.Array(Level, { minItems: 1, maxItems: 7 }),
  role: Text,
});
export const Agency = object({
  id: Id,
  key: Key,
  name: line(200),
  short: line(60),
  kind: Key,
  level: Level,
  /** Address as it stands on a letterhead; null when it is not known. */
  letterhead: nullable(paragraph(500)),
  standing: Standing,
  source: Source,
});
export type Agency = Static<typeof Agency>;
export const Unit = object({
  id: Id,
  agencyId: Id,
  parentId: nullable(Id),
  key: Key,
  kind: Key,
  name: line(200),
  standing: Standing,
  source: Source,
});
export type Unit = Static<typeof Unit>;
/** An agency, or one of its units, is responsible for an area. Areas of police, army and civil offices do not nest. */
export const Jurisdiction = object({
  id: Id,
  agencyId: Id,
  unitId: nullable(Id),
  area: AreaCode,
  standing: Standing,
  source: Source,
});
export type Jurisdiction = Static<typeof Jurisdiction>;
const event = (name: string, words: [string, string], fields: Record<string, 'open' | 'personal'>) =>
  eventType({ name, of: agencyKind, fields, text: title(...words) });
export const kindsDefined = event(
  'agencies.kinds-defined.v1',
  ['Jenis instansi ditetapkan', 'Kinds of agency defined'],
  {
    sectors: 'open',
    kinds: 'open',
  },
);
const agencyFields = {
  key: 'open',
  name: 'open',
  short: 'open',
  kind: 'open',
  level: 'open',
  letterhead: 'open',
  standing: 'open',
  source: 'open',
  retiredAt: 'open',
} as const;
export const agencyCreated = event(
  'agencies.agency-created.v1',
  ['Instansi ditambahkan', 'Agency added'],
  agencyFields,
);
export const agencyChanged = event(
  'agencies.agency-changed.v1',
  ['Instansi diubah', 'Agency changed'],
  agencyFields,
);
export const agencyRetired = event(
  'agencies.agency-retired.v1',
  ['Instansi dinonaktifkan', 'Agency retired'],
  agencyFields,
);
const unitFields = {
  agencyId: 'open',
  parentId: 'open',
  key: 'open',
  kind: 'open',
  name: 'open',
  standing: 'open',
  source: 'open',
  retiredAt: 'open',
} as const;
export const unitCreated = event(
  'agencies.unit-created.v1',
  ['Satuan ditambahkan', 'Unit added'],
  unitFields,
);
export const unitChanged = event('agencies.unit-changed.v1', ['Satuan diubah', 'Unit changed'], unitFields);
export const unitRetired = event(
  'agencies.unit-retired.v1',
  ['Satuan dinonaktifkan', 'Unit retired'],
  unitFields,
);
const jurisdictionFields = {
  agencyId: 'open',
  unitId: 'open',
  area: 'open',
  standing: 'open',
  source: 'open',
} as const;
export const jurisdictionAssigned = event(
  'agencies.jurisdiction-assigned.v1',
  ['Wilayah tugas ditetapkan', 'Jurisdiction assigned'],
  jurisdictionFields,
);
export const jurisdictionWithdrawn = event(
  'agencies.jurisdiction-withdrawn.v1',
  ['Wilayah tugas dicabut', 'Jurisdiction withdrawn'],
  jurisdictionFields,
);
const contactFields = { agencyId: 'open', unitId: 'open', office: 'personal', phone: 'personal' } as const;
export const contactKept = eventType({
  name: 'agencies.contact-kept.v1',
  of: contactKind,
  fields: contactFields,
  text: title('Kontak piket disimpan', 'Contact on duty kept'),
});
export const contactRemoved = eventType({
  name: 'agencies.contact-removed.v1',
  of: contactKind,
  fields: contactFields,
  text: title('Kontak piket dihapus', 'Contact on duty removed'),
});

export const AgencyRow = object({
  ...Agency.properties,
  kindName: Type.String(),
  sector: Key,
  areas: Type.Integer(),
  retiredAt: nullable(Instant),
});
export type AgencyRow = Static<typeof AgencyRow>;
export const listAgencies = list({
  name: 'agencies.list',
  path: '/api/agencies',
  summary: title('Daftar instansi', 'List of agencies'),
  access: readAgencies,
  row: AgencyRow,
  columns: columns({
    id: idColumn,
    short: text('Singkatan', 'Short'),
    name: text('Nama', 'Name'),
    kindName: text('Jenis', 'Kind'),
    kind: { ...text('Kunci jenis', 'Key of kind'), quiet: true },
    sector: { ...text('Sektor', 'Sector'), quiet: true },
    level: { title: title('Tingkat', 'Level'), type: 'choice', choices: levelOfAgency },
    areas: { title: title('Wilayah tugas', 'Jurisdictions'), type: 'number' },
    letterhead: { ...text('Alamat kop surat', 'Letterhead address'), quiet: true },
    standing: standingColumn,
    source: sourceColumn,
    key: { ...text('Kunci', 'Key'), quiet: true },
    retiredAt: { title: title('Nonaktif sejak', 'Retired'), type: 'instant', quiet: true },
  }),
});

export type AgencyName = { id: string; key: string; short: string; name: string; kind: string };
/** Names of agencies, retired ones included; all of them when no ids are given. */
export const agencyNames = question<{ ids?: readonly string[] }, readonly AgencyName[]>(
  'agencies.names',
  null,
);
/** What sectors and kinds of agency are called, by their keys. */
export const agencyKindNames = question<
  Record<string, never>,
  readonly { readonly key: string; readonly name: Localized }[]
>('agencies.kind-names', null);
/** Active agencies of a kind that are responsible for an area (null: anywhere), most specific jurisdiction first. */
export const agenciesOfKind = question<{ kind: string; area: string | null }, readonly AgencyName[]>(
  'agencies.of-kind',
  null,
);
/** Active agencies that are responsible for something in these areas, or for more than them; of no area: all of them. */
export const agenciesIn = question<{ areas: readonly string[] }, readonly AgencyName[]>('agencies.in', null);
/** How many of these areas a jurisdiction names: an area in use cannot be taken away. */
export const jurisdictionsIn = question<{ codes: readonly string[] }, number>(
  'agencies.jurisdictions-in',
  null,
);
