/**
 * An exported journal: gzipped lines of JSON, so that anybody can read it with common tools and in one pass. First the
 * head and all checkpoints; then for each page its tile and its leaves; then the upper tiles; at the end what was
 * beside. Bytes are base 64.
 */
import { nullable, object, type Static, Type } from '#shared/schema.ts';

const Count = Type.Integer({ minimum: 0 });
const Text64 = Type.String({ contentEncoding: 'base64' });

export const ExportHead = object({
  rakorJournal: Type.Literal(1),
  origin: Type.String(),
  key: Text64,
  size: Count,
  root: nullable(Text64),
  exportedAt: Type.String(),
});
export const ExportCheckpoint = object({
  checkpoint: object({ size: Count, root: Text64, note: Type.String(), at: Type.String() }),
});
export const ExportPage = object({ page: Count, tile: nullable(Text64) });
export const ExportLeaf = object({ leaf: Count, id: Type.String(), bytes: nullable(Text64) });
export const ExportTile = object({ tile: object({ level: Count, index: Count, hashes: Text64 }) });
export const ExportEnd = object({
  end: object({ pending: Count, loose: Count, firstLooseId: nullable(Type.String()) }),
});

export type ExportHead = Static<typeof ExportHead>;
export const ExportLine = Type.Union([ExportCheckpoint, ExportPage, ExportLeaf, ExportTile, ExportEnd]);
export type ExportLine = Static<typeof ExportLine>;
