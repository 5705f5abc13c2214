/** The door of the map: what is known of each area, so that tiles need to carry nothing but codes. */
import { query } from '#shared/endpoint.ts';
import {
  AreaCode,
  Id,
  Instant,
  nullable,
  object,
  oneOf,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { situationRead } from './rights.ts';

export const mapLevels = ['regency', 'district', 'village'] as const;
export type MapLevel = (typeof mapLevels)[number];

const Count = Type.Integer();

/** One area as the reader may see it: what is hidden counts as if it did not exist. */
export const AreaFigures = object({
  area: AreaCode,
  name: Type.String(),
  stations: Count,
  special: Count,
  /** How many of the stations are shared out to this area by an estimate. */
  estimated: Count,
  /** Stations by key of the current scheme's class; what has no class is in none of them. */
  classes: Type.Record(Type.String(), Count),
  /** Police at stations. null: no pattern reaches this area, or nothing was distributed to it. */
  need: nullable(Count),
  available: nullable(Count),
  gap: nullable(Count),
  needStanding: nullable(Standing),
  /** Since midnight on the operation's clock. */
  reports: Count,
  incidentsOpen: Count,
});
export type AreaFigures = Static<typeof AreaFigures>;

export const readAreaFigures = query({
  name: 'situation.readAreaFigures',
  path: '/api/operations/:operationId/area-figures',
  summary: { id: 'Angka per wilayah untuk peta', en: 'Figures by area for the map' },
  access: situationRead,
  params: { operationId: Id },
  query: { level: oneOf(mapLevels) },
  reply: object({ areas: Type.Array(AreaFigures), asOf: Instant }),
});
