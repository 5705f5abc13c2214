/** Territory as official code lists name it: areas, zones, boundaries, and who came after whom. Reference data. */
import { roles } from '#rooms/access/contract.ts';
import { type AreaLevel, areaLevels } from '#shared/area-code.ts';
import { Bytes, list, query } from '#shared/endpoint.ts';
import { permission } from '#shared/permission.ts';
import { question } from '#shared/question.ts';
import {
  AreaCode,
  Id,
  Latitude,
  Longitude,
  nullable,
  object,
  oneOf,
  PlainDate,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { type Zone, zones } from '#shared/time.ts';
import { YesNo, yesNoColumn } from '#shared/usual-columns.ts';
import { byReach, recordKind } from '#shared/visibility.ts';

/** The code list of a file that does not name another one. */
export const CURRENT_CODE_LIST = 'Kepmendagri 300.2.2-2138/2025';
export const readAreas = permission('area.read', roles, {
  id: 'Melihat nama, batas, dan zona waktu wilayah',
  en: 'See names, boundaries and time zones of areas',
});
export const manageAreas = permission('area.manage', ['kaops', 'karendalops', 'administrator'], {
  id: 'Memuat dan membetulkan data wilayah',
  en: 'Import and mend data of areas',
});

/** Names of places hide nothing: whoever may read one area may read them all. */
export const areaKind = recordKind({
  name: 'area',
  read: readAreas,
  attributes: [],
  visibleTo: byReach(readAreas, {}),
});

const Level = oneOf(areaLevels);
const ZoneName = oneOf(zones);

/** `loaded`: a polygon from a source. `cell`: drawn around the centre, approximate. `none`: neither. */
export const outlineKinds = ['loaded', 'cell', 'none'] as const;

export const AreaRow = object({
  code: AreaCode,
  name: Type.String(),
  level: Level,
  parent: nullable(AreaCode),
  parentName: nullable(Type.String()),
  zone: nullable(ZoneName),
  lat: nullable(Latitude),
  lon: nullable(Longitude),
  hasBoundary: YesNo,
  codeList: Type.String(),
  validFrom: nullable(PlainDate),
  validTo: nullable(PlainDate),
});
export type AreaRow = Static<typeof AreaRow>;

const title = (id: string, en: string) => ({ id, en });
/** Words of the levels, for every list that shows them. */
export const levelWords = {
  province: title('Provinsi', 'Province'),
  regency: title('Kabupaten/kota', 'Regency/city'),
  district: title('Kecamatan', 'District'),
  village: title('Kelurahan/desa', 'Village'),
};

export const listAreas = list({
  name: 'areas.list',
  path: '/api/areas',
  summary: title('Daftar wilayah', 'List of areas'),
  access: readAreas,
  row: AreaRow,
  columns: columns({
    code: { title: title('Kode', 'Code'), type: 'area', nameIn: 'name' },
    name: { title: title('Nama', 'Name'), type: 'text' },
    level: { title: title('Tingkat', 'Level'), type: 'choice', choices: levelWords },
    parent: { title: title('Kode induk', 'Parent code'), type: 'area', nameIn: 'parentName', quiet: true },
    parentName: { title: title('Induk', 'Parent'), type: 'text' },
    zone: {
      title: title('Zona waktu', 'Time zone'),
      type: 'choice',
      choices: { WIB: title('WIB', 'WIB'), WITA: title('WITA', 'WITA'), WIT: title('WIT', 'WIT') },
    },
    lat: { title: title('Lintang', 'Latitude'), type: 'number', quiet: true },
    lon: { title: title('Bujur', 'Longitude'), type: 'number', quiet: true },
    hasBoundary: yesNoColumn('Batas resmi dimuat', 'Boundary loaded'),
    codeList: { title: title('Daftar kode', 'Code list'), type: 'text', quiet: true },
    validFrom: { title: title('Berlaku dari', 'Valid from'), type: 'day', quiet: true },
    validTo: { title: title('Berlaku sampai', 'Valid to'), type: 'day', quiet: true },
  }),
});

const Succession = object({ from: AreaCode, to: AreaCode, reason: Type.String(), source: Type.String() });
const CodeAndName = object({ code: AreaCode, name: Type.String() });

export const AreaCard = object({
  ...AreaRow.properties,
  ancestors: Type.Array(CodeAndName),
  children: Type.Integer(),
  zoneSource: nullable(Type.String()),
  outline: oneOf(outlineKinds),
  boundary: nullable(object({ source: Type.String(), licence: Type.String(), vertices: Type.Integer() })),
  predecessors: Type.Array(Succession),
  successors: Type.Array(Succession),
});

export type AreaCard = Static<typeof AreaCard>;

export const readArea = query({
  name: 'areas.read',
  path: '/api/areas/:code',
  summary: title('Kartu satu wilayah', 'Card of one area'),
  access: readAreas,
  params: { code: AreaCode },
  reply: AreaCard,
});

export const readOutline = query({
  name: 'areas.readOutline',
  path: '/api/areas/:code/outline',
  summary: title('Garis batas satu wilayah (GeoJSON)', 'Outline of one area (GeoJSON)'),
  access: readAreas,
  params: { code: AreaCode },
  reply: Bytes,
  replyType: 'bytes',
});

export const listLabels = query({
  name: 'areas.listLabels',
  path: '/api/areas/labels',
  summary: title('Titik label wilayah di bawah satu wilayah', 'Label points of the areas below an area'),
  access: readAreas,
  query: { within: Type.Optional(AreaCode), level: Level },
  reply: object({
    labels: Type.Array(object({ code: AreaCode, name: Type.String(), lon: Longitude, lat: Latitude })),
  }),
});

export const locatePoint = query({
  name: 'areas.locatePoint',
  path: '/api/areas/locate',
  summary: title('Kelurahan/desa tempat satu titik', 'The village that holds a point'),
  access: readAreas,
  query: { lon: Longitude, lat: Latitude },
  reply: object({ code: nullable(AreaCode), name: nullable(Type.String()), approximate: Type.Boolean() }),
});

/** What the map needs before it asks for tiles; `version` goes into their address as `v`. */
export const readMap = query({
  name: 'areas.readMap',
  path: '/api/areas/map',
  summary: title('Versi, luas, dan sumber peta wilayah', 'Version, extent and sources of the area map'),
  access: readAreas,
  query: { within: Type.Optional(AreaCode) },
  reply: object({
    version: Id,
    /** west, south, east, north in degrees; null while nothing can be drawn. */
    bounds: nullable(Type.Array(Type.Number(), { minItems: 4, maxItems: 4 })),
    loaded: Type.Integer(),
    cells: Type.Integer(),
    sources: Type.Array(object({ source: Type.String(), licence: Type.String(), areas: Type.Integer() })),
  }),
});

/**
 * Vector tiles, layer `areas`: `code`, `name`, `level`, `approximate` (1 for a cell); the feature id is the code
 * without dots. Villages from zoom 11, districts from 8, regencies below.
 */
export const readAreaTile = query({
  name: 'areas.readTile',
  path: '/api/tiles/areas/:z/:x/:y',
  summary: title('Ubin peta wilayah', 'Map tile of areas'),
  access: 'signed-in',
  params: {
    z: Type.Integer({ minimum: 0, maximum: 20 }),
    x: Type.Integer({ minimum: 0 }),
    y: Type.Integer({ minimum: 0 }),
  },
  query: { v: Type.Optional(Id) },
  reply: Bytes,
  replyType: 'bytes',
});

export type AreaName = {
  code: string;
  name: string;
  level: AreaLevel;
  parent: string | null;
  zone: Zone;
  lon: number | null;
  lat: number | null;
};
/** Names of codes, old ones included; a code that is not known is left out. */
export const areaNames = question<{ codes: readonly string[] }, readonly AreaName[]>('areas.names', null);
/** Valid areas of a level at or below some areas, by code; `['']` is everywhere. */
export const areasBelow = question<{ within: readonly string[]; level: AreaLevel }, readonly AreaName[]>(
  'areas.below',
  null,
);
/** The lowest area that holds a point; approximate where no boundary is loaded; null outside of everything. */
export const locateArea = question<
  { lon: number; lat: number },
  { code: string | null; approximate: boolean }
>('areas.locate', null);

/** `by`: level of the loaded boundaries that judged, the area's own or those of its parts; null: none is loaded that could. */
export type Held = { code: string; holds: boolean; by: AreaLevel | null; source: string | null };
export type HeldPoint = {
  /** As `locateArea` answers. */
  located: { code: string | null; approximate: boolean };
  /** One per code asked, in that order. */
  areas: readonly Held[];
};
/**
 * Whether areas hold points, one answer per point in the order asked. An area with a boundary of its own is judged by
 * that, however coarse; otherwise by the loaded boundaries of its villages (districts where it has no village).
 * @param points degrees; `codes`: areas to judge
 */
export const areasHolding = question<
  { points: readonly { lon: number; lat: number; codes: readonly string[] }[] },
  readonly HeldPoint[]
>('areas.holding', null);
