/** Photographs: in from their reporter, out to those who see the report. */
import { createHash } from 'node:crypto';
import { areaNames } from '#rooms/areas/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleBytes } from '#server/endpoint/handle.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import {
  attachPhoto,
  fieldReportKind,
  fieldReportSubmit,
  PHOTOS_LIMIT,
  photoAttached,
  readPhoto,
} from './contract.ts';
import { develop, takenInstant } from './photo.ts';
import { attributeColumns, type Earlier, findEarlier } from './store.ts';
import { findPhoto, findVisiblePhoto, insertPhoto, listPhotoIds, type Photo } from './store-photos.ts';

const attaching = handle(attachPhoto, async (context, { params, body }) => {
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
  const photo = await keep(context, report, { reportId, photoId, sha256 }, body);
  // Another report's photograph took the id while this one was being developed.
  if (!(await insertPhoto(context.tx, photo))) throw new Refused(refuse('field-report.photo-id-taken'));
  await journal(context, report, photo);
  return replyOf(photo);
});

function sameAgain(context: Context, earlier: Photo, reportId: string, sha256: string) {
  const isSame = earlier.reportId === reportId && earlier.originalSha256 === sha256;
  if (!isSame) throw new Refused(refuse('field-report.photo-id-taken'));
  context.unchanged();
  return replyOf(earlier);
}

/** Reads capture time and place, and stores the picture without them. */
async function keep(
  context: Context,
  report: Earlier,
  ids: { reportId: string; photoId: string; sha256: string },
  bytes: Uint8Array,
): Promise<Photo> {
  const { jpeg, width, height, taken } = accept(await develop(bytes));
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
