/** SQL of photographs. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';

export type Photo = {
  readonly id: string;
  readonly reportId: string;
  readonly originalSha256: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly takenAt: Date | null;
  readonly takenPlace: { readonly lon: number; readonly lat: number } | null;
  readonly receivedAt: Date;
};

const columns = sql`
  p.id, p.report_id as "reportId", p.original_sha256 as "originalSha256", p.file, p.width, p.height,
  p.taken_at as "takenAt", p.taken_place as "takenPlace", p.received_at as "receivedAt"`;

/** Any photograph by its id, whoever may see it: for the sender's own door only. */
export async function findPhoto(tx: Tx, id: string): Promise<Photo | null> {
  const found = await sql<Photo>`select ${columns} from field_report_photo p where p.id = ${id}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function findVisiblePhoto(
  tx: Tx,
  id: string,
  reportId: string,
  visible: RawBuilder<SqlBool>,
): Promise<Photo | null> {
  const found = await sql<Photo>`
    select ${columns} from field_report_photo p join field_report r on r.id = p.report_id
    where p.id = ${id} and r.id = ${reportId} and ${visible}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function listPhotoIds(tx: Tx, reportId: string): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`
    select id from field_report_photo where report_id = ${reportId} order by received_at, id`.execute(tx);
  return found.rows.map((row) => row.id);
}

/** False when the id is taken; a twin under way is waited for. */
export async function insertPhoto(tx: Tx, photo: Photo): Promise<boolean> {
  const place = photo.takenPlace === null ? null : JSON.stringify(photo.takenPlace);
  const inserted = await sql`
    insert into field_report_photo
      (id, report_id, original_sha256, file, width, height, taken_at, taken_place, received_at)
    values (${photo.id}, ${photo.reportId}, ${photo.originalSha256}, ${photo.file}, ${photo.width},
            ${photo.height}, ${photo.takenAt}, ${place}::jsonb, ${photo.receivedAt})
    on conflict (id) do nothing returning id`.execute(tx);
  return inserted.rows.length === 1;
}
