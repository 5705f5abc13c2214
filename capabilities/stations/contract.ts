/** The register of polling stations (TPS): shapes, rights, questions and the doors that other rooms may use. */
import { contentRoles, leadRoles } from '#rooms/access/contract.ts';
import { levelWords } from '#rooms/areas/contract.ts';
import type { AreaLevel } from '#shared/area-code.ts';
import { Bytes, query } from '#shared/endpoint.ts';
import { permission } from '#shared/permission.ts';
import { question } from '#shared/question.ts';
import {
  Id,
  Latitude,
  Localized,
  Longitude,
  nullable,
  object,
  oneOf,
  PlainDate,
  type Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { byReach, recordKind } from '#shared/visibility.ts';

/** Role of the server itself: it fills sample operations through the same doors as people. */
const SYSTEM = 'system';

export const stationRead = permission('station.read', [...contentRoles, SYSTEM], {
  id: 'Melihat TPS, kelas, dan letaknya',
  en: 'See polling stations, their class and place',
});
export const stationManage = permission('station.manage', [...leadRoles, SYSTEM], {
  id: 'Menetapkan skema kelas TPS, dan mengelola TPS di wilayahnya',
  en: "Define class schemes, and manage the stations of one's area",
});
/** Of the officers only those whose agency owns the register: `managingGrants` of the rules. */
export const stationKeep = permission('station.keep', [...leadRoles, SYSTEM, 'agency-officer'], {
  id: 'Mendaftar, memuat, membetulkan, dan menutup TPS serta kelasnya; petugas instansi hanya dari KPU, PPK, dan PPS',
  en: 'Register, import, correct and retire stations and their classes; of agency officers only those of KPU, PPK and PPS',
});
export const stationContact = permission('station.contact', [...leadRoles, 'agency-officer'], {
  id: 'Melihat nama dan telepon penanggung jawab TPS khusus',
  en: 'See name and phone of the person responsible for a special station',
});

export const stationKind = recordKind({
  name: 'station',
  read: stationRead,
  attributes: ['operation', 'area'],
  visibleTo: byReach(stationRead, { operation: 'operation', area: 'area' }),
});

/** Rows of a file in villages whose register somebody keeps; asked with the grants that `managingGrants` leaves. */
export const managedRows = recordKind({
  name: 'station-import-row',
  read: stationKeep,
  attributes: ['operation', 'area'],
  visibleTo: byReach(stationKeep, { operation: 'operation', area: 'area' }),
});

/** A scheme has no area: whoever may read stations of the operation sees it. */
export const schemeKind = recordKind({
  name: 'station-scheme',
  read: stationRead,
  attributes: ['operation'],
  visibleTo: byReach(stationRead, { operation: 'operation' }),
});

export const specialKinds = [
  'prison',
  'hospital',
  'social-home',
  'flats',
  'relocation',
  'conflict',
  'other',
] as const;
export const SpecialKind = oneOf(specialKinds);
export type SpecialKind = Static<typeof SpecialKind>;
/** Where a station's point lies, seen from the village that the register names. */
export const places = ['village', 'district', 'regency', 'outside', 'unknown'] as const;
export const Place = oneOf(places);
export type Place = Static<typeof Place>;
export const stationStates = ['active', 'retired'] as const;

const title = (id: string, en: string) => ({ id, en });
export const specialWords = {
  prison: title('Lapas/rutan', 'Prison or detention'),
  hospital: title('Rumah sakit', 'Hospital'),
  'social-home': title('Panti/rehabilitasi', 'Social or rehabilitation home'),
  flats: title('Rumah susun', 'Flats'),
  relocation: title('Relokasi bencana', 'Disaster relocation'),
  conflict: title('Daerah konflik', 'Area of conflict'),
  other: title('Lainnya', 'Other'),
} as const satisfies Record<SpecialKind, Localized>;
export const placeWords = {
  village: title('di kelurahannya', 'in its village'),
  district: title('di kelurahan lain, kecamatan sama', 'elsewhere in the district'),
  regency: title('di kecamatan lain, kota sama', 'elsewhere in the regency'),
  outside: title('di luar kabupaten/kota', 'outside the regency'),
  unknown: title('batas belum dimuat', 'no boundary loaded'),
} as const satisfies Record<Place, Localized>;
/** Levels whose boundaries may judge where a point lies, from the lowest on. */
export const judgeLevels = [
  'village',
  'district',
  'regency',
  'province',
] as const satisfies readonly AreaLevel[];
/** By their levels joined with `+`: which boundaries judged. */
export const judgeWords: Readonly<Record<string, Localized>> = Object.fromEntries(
  Array.from({ length: 2 ** judgeLevels.length - 1 }, (_, set) => {
    const levels = judgeLevels.filter((_level, bit) => ((set + 1) >> bit) % 2 === 1);
    return [levels.join('+'), judgeTitle(levels)];
  }),
);
function judgeTitle(levels: readonly AreaLevel[]): Localized {
  const named = (language: 'id' | 'en') => levels.map((level) => levelWords[level][language].toLowerCase());
  return title(`batas ${listed(named('id'), 'dan')}`, `${listed(named('en'), 'and')} boundaries`);
}
function listed(words: readonly string[], and: string): string {
  return [words.slice(0, -1).join(', '), words.at(-1) ?? ''].filter(Boolean).join(` ${and} `);
}
export const stateWords = { active: title('aktif', 'active'), retired: title('ditutup', 'retired') };
export const standingWords = {
  stated: title('dinyatakan', 'stated'),
  computed: title('dihitung', 'computed'),
  estimated: title('perkiraan', 'estimated'),
  assumed: title('anggapan', 'assumed'),
  staged: title('contoh', 'staged'),
} as const satisfies Record<Standing, Localized>;

const operationParams = { operationId: Id };

export const StationHit = object({
  id: Id,
  operationId: Id,
  code: Type.String(),
  name: Type.String(),
  village: Type.String(),
  district: Type.String(),
  classOrder: Type.Integer(),
  lon: nullable(Longitude),
  lat: nullable(Latitude),
});
export type StationHit = Static<typeof StationHit>;

/** Words of name, address, village or district, a village code, or a number: `TPS 12 Duri Kosambi`. */
export const searchStations = query({
  name: 'stations.search',
  path: '/api/stations/search',
  summary: title('Cari TPS menurut kode, nomor, atau nama', 'Find stations by code, number or name'),
  access: stationRead,
  query: {
    q: Type.String({ maxLength: 100 }),
    operationId: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  },
  reply: object({ hits: Type.Array(StationHit) }),
});

/** The station behind a point of the tiles. */
export const readFeature = query({
  name: 'stations.readFeature',
  path: '/api/operations/:operationId/stations/features/:feature',
  summary: title('TPS di satu titik peta', 'The station at a point of the map'),
  access: stationRead,
  params: { ...operationParams, feature: Type.Integer({ minimum: 0 }) },
  reply: StationHit,
});

export const SchemeView = object({
  id: Id,
  key: Type.String(),
  name: Localized,
  source: Type.String(),
  statedOn: nullable(PlainDate),
  current: Type.Boolean(),
  /** `order` 1 is the mildest; 0 in tiles means "no class". */
  classes: Type.Array(
    object({ key: Type.String(), name: Localized, order: Type.Integer(), stations: Type.Integer() }),
  ),
});
export type SchemeView = Static<typeof SchemeView>;

export const readSchemes = query({
  name: 'stations.readSchemes',
  path: '/api/operations/:operationId/station-schemes',
  summary: title('Skema kelas TPS satu operasi', 'Class schemes of an operation'),
  access: stationRead,
  params: operationParams,
  reply: object({
    schemes: Type.Array(SchemeView),
    stations: Type.Integer(),
    unclassed: Type.Integer(),
    /** Whether the reader manages stations anywhere in this operation. */
    mayManage: Type.Optional(Type.Boolean()),
  }),
});

/** What the map needs before it asks for tiles; `version` goes into their address as `v`. */
export const readStationMap = query({
  name: 'stations.readMap',
  path: '/api/operations/:operationId/stations/map',
  summary: title('Versi dan luas peta TPS', 'Version and extent of the station map'),
  access: stationRead,
  params: operationParams,
  reply: object({
    version: Type.String(),
    stations: Type.Integer(),
    withoutPoint: Type.Integer(),
    /** west, south, east, north in degrees; null without a point. */
    bounds: nullable(Type.Array(Type.Number(), { minItems: 4, maxItems: 4 })),
  }),
});

/** From this zoom on tiles hold points; below it counts per area. */
export const POINT_ZOOM = 10;

/**
 * Vector tiles. From zoom 10 layer `stations`: feature id, `class` (order in the current scheme, 0 none), `special`
 * (0/1), `estimated` (0/1). Below it layer `counts` at area centres: `code`, `name`, `level`, `stations`, `special`,
 * and `c0`, `c1`, … stations by order of class. Retired stations are left out.
 */
export const readStationTile = query({
  name: 'stations.readTile',
  path: '/api/tiles/stations/:operationId/:z/:x/:y',
  summary: title('Ubin peta TPS', 'Map tile of stations'),
  access: stationRead,
  params: {
    ...operationParams,
    z: Type.Integer({ minimum: 0, maximum: 20 }),
    x: Type.Integer({ minimum: 0 }),
    y: Type.Integer({ minimum: 0 }),
  },
  query: { v: Type.Optional(Type.String({ maxLength: 60 })) },
  reply: Bytes,
  replyType: 'bytes',
});

export type StationCount = {
  area: string;
  class: string | null;
  stations: number;
  special: number;
  voters: number | null;
  estimated: number;
};
/**
 * Active stations by area and class of the current scheme. `estimated`: how many are shared out to this level by an
 * estimate. `asOf`, an instant of real time: as the register stood then, with the classes of then; voters and kinds of
 * stations that are still there are those of now.
 */
export const stationCounts = question<
  { operationId: string; within?: string; level: AreaLevel; asOf?: Date },
  readonly StationCount[]
>('stations.counts', stationRead);

export const stationCard = question<
  { stationId: string },
  {
    id: string;
    operationId: string;
    area: string;
    number: number;
    name: string;
    class: string | null;
    lon: number | null;
    lat: number | null;
    special: boolean;
  } | null
>('stations.card', stationRead);

/** The current scheme's classes in order; empty where no scheme was defined. */
export const stationClasses = question<
  { operationId: string },
  readonly { key: string; name: Localized; order: number }[]
>('stations.classes', stationRead);

/** How many of these areas hold a station of any operation, retired ones too: an area in use cannot be taken away. */
export const stationsIn = question<{ codes: readonly string[] }, number>('stations.in', null);
