/** The register as its own screens read it: the list, and the card of one station. */
import { list, query } from '#shared/endpoint.ts';
import {
  AreaCode,
  Id,
  Instant,
  Latitude,
  Localized,
  Longitude,
  nullable,
  object,
  oneOf,
  PlainDate,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { YesNo, yesNoColumn } from '#shared/usual-columns.ts';
import {
  judgeWords,
  Place,
  placeWords,
  SpecialKind,
  specialWords,
  standingWords,
  stateWords,
  stationRead,
  stationStates,
} from './contract.ts';

const title = (id: string, en: string) => ({ id, en });

/** `code` is the village code and the number: `31.73.01.1001-012`. `class` is a key of the current scheme. */
export const StationRow = object({
  id: Id,
  code: Type.String(),
  area: AreaCode,
  village: Type.String(),
  district: Type.String(),
  number: Type.Integer(),
  name: Type.String(),
  address: nullable(Type.String()),
  class: nullable(Type.String()),
  className: nullable(Type.String()),
  classOrder: Type.Integer(),
  classSource: nullable(Type.String()),
  classDay: nullable(PlainDate),
  voters: nullable(Type.Integer()),
  special: YesNo,
  specialKind: nullable(SpecialKind),
  lon: nullable(Longitude),
  lat: nullable(Latitude),
  accuracy: nullable(Type.Integer()),
  position: nullable(Standing),
  place: Place,
  placeArea: nullable(Type.String()),
  placeBy: nullable(Type.String()),
  placeSource: nullable(Type.String()),
  standing: Standing,
  state: oneOf(stationStates),
  source: Type.String(),
});
export type StationRow = Static<typeof StationRow>;

export const listStations = list({
  name: 'stations.list',
  path: '/api/operations/:operationId/stations',
  summary: title('Daftar TPS satu operasi', 'Stations of an operation'),
  access: stationRead,
  params: { operationId: Id },
  row: StationRow,
  columns: columns({
    id: { title: title('ID', 'Id'), type: 'id', hidden: true },
    area: { title: title('Wilayah', 'Area'), type: 'area', quiet: true, nameIn: 'village' },
    code: { title: title('Kode', 'Code'), type: 'text', quiet: true },
    district: { title: title('Kecamatan', 'District'), type: 'text' },
    village: { title: title('Kelurahan/desa', 'Village'), type: 'text' },
    number: { title: title('No. TPS', 'Station no.'), type: 'number' },
    name: { title: title('Nama', 'Name'), type: 'text' },
    address: { title: title('Alamat', 'Address'), type: 'text', quiet: true },
    class: { title: title('Kelas', 'Class'), type: 'text', hidden: true },
    classOrder: { title: title('Urutan kelas', 'Order of class'), type: 'number', hidden: true },
    className: { title: title('Nama kelas', 'Class name'), type: 'text' },
    classSource: { title: title('Sumber kelas', 'Source of class'), type: 'text', quiet: true },
    classDay: { title: title('Kelas per tanggal', 'Class as of'), type: 'day', quiet: true },
    voters: { title: title('Pemilih', 'Voters'), type: 'number' },
    special: yesNoColumn('TPS khusus', 'Special'),
    specialKind: {
      title: title('Jenis khusus', 'Kind of special'),
      type: 'choice',
      choices: specialWords,
      quiet: true,
    },
    lon: { title: title('Bujur', 'Longitude'), type: 'number', quiet: true },
    lat: { title: title('Lintang', 'Latitude'), type: 'number', quiet: true },
    accuracy: { title: title('Ketelitian (m)', 'Accuracy (m)'), type: 'number', quiet: true },
    position: { title: title('Dasar titik', 'Standing of point'), type: 'choice', choices: standingWords },
    place: {
      title: title('Letak titik', 'Where the point lies'),
      type: 'choice',
      choices: placeWords,
      quiet: true,
    },
    placeArea: { title: title('Kode di titik', 'Code at the point'), type: 'area', quiet: true },
    placeBy: {
      title: title('Letak dinilai menurut', 'Place judged by'),
      type: 'choice',
      choices: judgeWords,
      quiet: true,
    },
    placeSource: { title: title('Sumber batas', 'Source of boundaries'), type: 'text', quiet: true },
    standing: { title: title('Dasar data', 'Standing'), type: 'choice', choices: standingWords },
    state: { title: title('Keadaan', 'State'), type: 'choice', choices: stateWords },
    source: { title: title('Sumber', 'Source'), type: 'text', quiet: true },
  }),
});

const Neighbour = object({
  id: Id,
  number: Type.Integer(),
  name: Type.String(),
  village: Type.String(),
  distanceM: Type.Integer(),
});
const ClassChange = object({
  scheme: Type.String(),
  before: nullable(Type.String()),
  after: nullable(Type.String()),
  className: nullable(Localized),
  source: Type.String(),
  statedOn: nullable(PlainDate),
  changedAt: Instant,
});

/** `responsible` is null as well for those who may not see personal data. */
export const StationCard = object({
  ...StationRow.properties,
  operationId: Id,
  /** Id of the point in the tiles. */
  feature: Type.Integer(),
  scheme: nullable(Type.String()),
  responsible: nullable(object({ name: Type.String(), phone: nullable(Type.String()) })),
  retired: nullable(object({ reason: Type.String(), on: PlainDate })),
  history: Type.Array(ClassChange),
  neighbours: Type.Array(Neighbour),
  /** The pattern of its class on the operation's today; null without one, and for those who may not read deployment. */
  share: nullable(
    object({
      police: Type.Integer(),
      stations: Type.Integer(),
      linmasPerStation: Type.Integer(),
      writtenAs: nullable(Type.String()),
      source: Type.String(),
      standing: Standing,
    }),
  ),
  mayManage: Type.Boolean(),
});
export type StationCard = Static<typeof StationCard>;

export const readStation = query({
  name: 'stations.read',
  path: '/api/stations/:id',
  summary: title('Kartu satu TPS', 'Card of one station'),
  access: stationRead,
  params: { id: Id },
  reply: StationCard,
});
