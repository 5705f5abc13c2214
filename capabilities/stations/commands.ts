/** What changes the register by hand: stations, class schemes, classes. */
import { command } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import {
  Id,
  Latitude,
  Longitude,
  line,
  nullable,
  object,
  PlainDate,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { SpecialKind, schemeKind, stationKeep, stationKind, stationManage } from './contract.ts';

const title = (id: string, en: string) => ({ id, en });
const params = { operationId: Id };
export const MAX_BULK = 5000;
const Key = Type.String({ pattern: '^[a-z0-9]+([-.][a-z0-9]+)*$', maxLength: 60 });
/** What a scheme or a class is called, in both languages. */
const Name = object({ id: line(200), en: line(200) });

/** A village code: a station stands in exactly one village. */
export const VillageCode = Type.String({ pattern: '^[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\\.[0-9]{4}$' });

/** Everything about a station that a person states. Registered voters are a total; nothing about a voter is kept. */
export const StationFields = object({
  number: Type.Integer({ minimum: 1, maximum: 9999 }),
  name: line(120),
  address: nullable(line(300)),
  lon: nullable(Longitude),
  lat: nullable(Latitude),
  /** Metres within which the point is right; null: not stated. */
  accuracy: nullable(Type.Integer({ minimum: 0, maximum: 100_000 })),
  position: nullable(Standing),
  voters: nullable(Type.Integer({ minimum: 0, maximum: 100_000 })),
  /** null: an ordinary station. A special one needs a responsible person. */
  specialKind: nullable(SpecialKind),
  responsibleName: nullable(line(120)),
  responsiblePhone: nullable(line(40)),
  standing: Standing,
  source: line(400),
});
export type StationFields = Static<typeof StationFields>;

const fields = {
  number: 'open',
  name: 'open',
  // It can name whose house it is.
  address: 'personal',
  lon: 'open',
  lat: 'open',
  accuracy: 'open',
  position: 'open',
  voters: 'open',
  specialKind: 'open',
  responsibleName: 'personal',
  responsiblePhone: 'personal',
  standing: 'open',
  source: 'open',
} as const;

export const stationRegistered = eventType({
  name: 'station.registered.v1',
  of: stationKind,
  fields: { ...fields, area: 'open' },
  text: title('TPS didaftarkan', 'Station registered'),
});
export const stationCorrected = eventType({
  name: 'station.corrected.v1',
  of: stationKind,
  fields: { ...fields, reason: 'personal' },
  text: title('Data TPS dibetulkan', 'Station corrected'),
});
export const stationRetired = eventType({
  name: 'station.retired.v1',
  of: stationKind,
  fields: { state: 'open', reason: 'personal' },
  text: title('TPS ditutup dari daftar', 'Station retired'),
});
export const schemeDefined = eventType({
  name: 'station.scheme-defined.v1',
  of: schemeKind,
  fields: { key: 'open', name: 'open', source: 'open', statedOn: 'open', classes: 'open', current: 'open' },
  text: title('Skema kelas TPS ditetapkan', 'Class scheme defined'),
});
export const schemeChosen = eventType({
  name: 'station.scheme-chosen.v1',
  of: schemeKind,
  fields: { current: 'open' },
  text: title('Skema kelas yang berlaku diganti', 'Current class scheme changed'),
});
/** One leaf per village: who may see the village sees the change. */
export const stationsClassified = eventType({
  name: 'station.classified.v1',
  of: stationKind,
  fields: { scheme: 'open', class: 'open', source: 'open', statedOn: 'open', stations: 'open' },
  text: title('Kelas TPS diubah', 'Class of stations changed'),
});

export const registerStation = command({
  name: 'stations.register',
  path: '/api/operations/:operationId/stations',
  summary: title('Daftarkan satu TPS', 'Register a station'),
  access: stationKeep,
  params,
  body: object({ id: Id, area: VillageCode, ...StationFields.properties }),
  reply: object({ id: Id }),
  records: [stationRegistered],
  refusals: [
    'station.number-taken',
    'station.responsible-missing',
    'station.outside-operation',
    'station.area-unknown',
    'station.point-incomplete',
    'station.id-taken',
  ],
});
export const correctStation = command({
  name: 'stations.correct',
  path: '/api/stations/:id/correct',
  summary: title('Betulkan data satu TPS', 'Correct a station'),
  access: stationKeep,
  params: { id: Id },
  body: object({ ...StationFields.properties, reason: line(300) }),
  reply: object({ id: Id }),
  records: [stationCorrected],
  refusals: [
    'station.number-taken',
    'station.responsible-missing',
    'station.point-incomplete',
    'station.retired',
    'station.nothing-changed',
  ],
});
export const retireStation = command({
  name: 'stations.retire',
  path: '/api/stations/:id/retire',
  summary: title('Tutup satu TPS; datanya tetap tersimpan', 'Retire a station; what is known stays'),
  access: stationKeep,
  params: { id: Id },
  body: object({ reason: line(300) }),
  reply: object({ id: Id }),
  records: [stationRetired],
  refusals: ['station.retired'],
});

export const defineScheme = command({
  name: 'stations.defineScheme',
  path: '/api/operations/:operationId/station-schemes',
  summary: title('Tetapkan skema kelas dengan urutannya', 'Define a class scheme and its order'),
  access: stationManage,
  params,
  body: object({
    id: Id,
    key: Key,
    name: Name,
    source: line(400),
    statedOn: nullable(PlainDate),
    /** From the mildest to the gravest. */
    classes: Type.Array(object({ key: Key, name: Name }), { minItems: 1, maxItems: 12 }),
    /** True: what is shown and counted from now on. The first scheme always is. */
    current: Type.Boolean(),
  }),
  reply: object({ id: Id }),
  records: [schemeDefined],
  refusals: ['station.scheme-taken', 'station.class-twice', 'station.outside-operation'],
});
export const chooseScheme = command({
  name: 'stations.chooseScheme',
  path: '/api/operations/:operationId/station-schemes/:schemeId/choose',
  summary: title('Pakai skema kelas ini', 'Use this class scheme'),
  access: stationManage,
  params: { ...params, schemeId: Id },
  body: object({}),
  reply: object({ id: Id }),
  records: [schemeChosen],
  refusals: ['station.scheme-current'],
});
/** All stations are changed, or none: one that is hidden or unknown refuses the whole command. */
export const classifyStations = command({
  name: 'stations.classify',
  path: '/api/operations/:operationId/stations/classify',
  summary: title('Ubah kelas beberapa TPS dengan sumbernya', 'Change the class of stations, with its source'),
  access: stationKeep,
  params,
  body: object({
    scheme: Key,
    class: nullable(Key),
    stations: Type.Array(Id, { minItems: 1, maxItems: MAX_BULK, uniqueItems: true }),
    source: line(400),
    statedOn: nullable(PlainDate),
  }),
  reply: object({ changed: Type.Integer(), unchanged: Type.Integer() }),
  records: [stationsClassified],
  bodyLimit: 1_048_576,
  refusals: ['station.class-unknown', 'station.nothing-changed', 'not-found'],
});

export const GenerateStations = object({
  id: Id,
  counts: Type.Array(object({ area: VillageCode, count: Type.Integer({ minimum: 0, maximum: 2000 }) }), {
    minItems: 1,
    maxItems: 5000,
  }),
  /** Class of the current scheme that every station gets, with the source of that statement. */
  class: nullable(object({ key: Key, source: line(400), statedOn: nullable(PlainDate) })),
  /** The level at which a source states the counts; below it they are shared out by an estimate. */
  statedLevel: Type.Union([Type.Literal('regency'), Type.Literal('district'), Type.Literal('village')]),
  source: line(400),
  /** Same seed, same points. */
  seed: Type.Integer({ minimum: 0, maximum: 0xffff_ffff }),
});
export type GenerateStations = Static<typeof GenerateStations>;

/** For an operation of which only counts are known: stations around each village centre, marked estimated. Undone like an import. */
export const generateEstimated = command({
  name: 'stations.generateEstimated',
  path: '/api/operations/:operationId/stations/generate',
  summary: title(
    'Buat TPS perkiraan dari jumlah per kelurahan',
    'Make estimated stations from counts per village',
  ),
  access: stationKeep,
  params,
  body: GenerateStations,
  reply: object({ importId: Id, added: Type.Integer() }),
  records: [stationRegistered],
  bodyLimit: 1_048_576,
  refusals: [
    'station.numbers-taken',
    'station.class-unknown',
    'station.outside-operation',
    'station.area-unknown',
    'station.too-many',
    'station.id-taken',
  ],
});
