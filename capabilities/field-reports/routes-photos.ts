/** Photographs: in from their reporter, out to those who see the report. */
import { createHash } from 'node:crypto';
import { areaNames } from '#rooms/areas/contract.ts';
import { inTransaction } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import { type Before, handle, handleBytes } from '#server/endpoint/handle.ts';
import { turns } from '#server/endpoint/turns.ts';
import { accept, type Refusal, Refused, refuse } from '#shared/problem.ts';
import {
  attachPhoto,
  fieldReportKind,
  fieldReportSubmit,
  PHOTOS_LIMIT,
  photoAttached,
  readPhoto,
} from './contract.ts';
import { type Developed, develop, takenInstant } from './photo.ts';
import { attributeColumns, type Earlier, findEarlier } from './store.ts';
import { findPhoto, findVisiblePhoto, insertPhoto, listPhotoIds, type Photo } from './store-photos.ts';

// A picture of 50 million pixels takes 200 MB and a second of a core while it is decoded.
const developing = turns({ atOnce: 2, waiting: 20 });

/**
 * Develops before the transaction, so that no connection and no lock waits for a decoder.
 * Null where the transaction will not need it: not the sender's report, or a photograph that is there already.
 */
async function prepare({ actor, db }: Before, input: { params: Ids; body: unknown }) {
  const { reportId, photoId } = input.params;
  const isWanted = await inTransaction(db, async (tx) => {
    const report = await findEarlier(tx, reportId);
    if (!report || report.reporter !== actor.userId || (await findPhoto(tx, photoId))) return false;
    return (await listPhotoIds(tx, reportId)).length < PHOTOS_LIMIT;
  });
  return isWanted ? developing(() => develop(input.body)) : null;
}
type Ids = { readonly reportId: string; readonly photoId: string };

const attaching = handle(
  attachPhoto,
  async (context, { params, body }, developed) => {
    const { reportId, photoId } = params;
    // The lock keeps the count of one report's photographs right.
    const report = await findEarlier(context.tx, reportId, true);
    if (!report || report.reporter !== context.actor.userId) throw new Refused(refuse('not-found'));
    context.demand(fieldReportSubmit, { operationId: report.operationId });
    if (!(body instanceof Uint8Array)) throw new Refused(refuse('field-report.not-a-photo'));
    const sha256 = createHash('sha256').update(body).digest('hex');
    const earlier = await findPhoto(context.tx, photoId);
    if (earlier) return sameAgain(context, earlier, reportId, sha256);
    const there = await listPhotoIds(context.tx, reportId);
    if (there.length >= PHOTOS_LIMIT)
      throw new Refused(refuse('field-report.too-many-photos', { limit: PHOTOS_LIMIT }));
    const photo = await keep(context, report, { reportId, photoId, sha256 }, developed);
    // Another report's photograph took the id meanwhile.
    if (!(await insertPhoto(context.tx, photo))) throw new Refused(refuse('field-report.photo-id-taken'));
    await journal(context, report, photo);
    return replyOf(photo);
  },
  { prepare },
);

function sameAgain(context: Context, earlier: Photo, reportId: string, sha256: string) {
  const isSame = earlier.reportId === reportId && earlier.originalSha256 === sha256;
  if (!isSame) throw new Refused(refuse('field-report.photo-id-taken'));
  context.unchanged();
  return replyOf(earlier);
}

/** Keeps capture time and place as fields, and stores the picture without them. */
async function keep(
  context: Context,
  report: Earlier,
  ids: Ids & { readonly sha256: string },
  developed: Developed | Refusal | null,
): Promise<Photo> {
  // The report arrived between the look and the transaction: the next try finds it.
  if (developed === null) throw new Refused(refuse('server.unavailable'));
  const { jpeg, width, height, taken } = accept(developed);
  const [area] = await context.ask(areaNames, { codes: [report.area] });
  return {
    id: ids.photoId,
    reportId: ids.reportId,
    originalSha256: ids.sha256,
    file: await context.files.put(jpeg),
    width,
    height,
    takenAt: takenInstant(taken, area?.zone ?? 'WIB'),
    takenPlace: taken.place,
    receivedAt: context.now,
  };
}

async function journal(context: Context, report: Earlier, photo: Photo): Promise<void> {
  const { operationId: operation, area, addressee, about, reporter } = report;
  await context.record(photoAttached, {
    subject: photo.reportId,
    operation,
    area,
    after: {
      photo: photo.id,
      sha256: photo.file,
      takenAt: photo.takenAt?.toISOString() ?? null,
      takenPlace: photo.takenPlace,
    },
    attributes: { operation, area, addressee, about, reporter },
  });
}

function replyOf(photo: Photo) {
  const { id: photoId, originalSha256: sha256, takenAt } = photo;
  return { photoId, sha256, takenAt: takenAt?.toISOString() ?? null };
}

const reading = handleBytes(readPhoto, async (context, { params }) => {
  const visible = context.visible(fieldReportKind, attributeColumns);
  const photo = await findVisiblePhoto(context.tx, params.photoId, params.reportId, visible);
  const body = photo && (await context.files.get(photo.file));
  if (!body) throw new Refused(refuse('not-found'));
  return { contentType: 'image/jpeg', body, cacheControl: 'private, no-store' };
});

export const photoRoutes = [attaching, reading];
