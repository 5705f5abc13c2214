import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { attachPhoto, readPhoto, readReport, setReportKinds, submitReport } from './contract.ts';
import { readExif } from './exif.ts';
import { develop, takenInstant } from './photo.ts';

type Visitor = ReturnType<House['as']>;

let house: House;
let operationId: string;
let guard: Visitor;
let kpu: Visitor;
const kpuId = randomUUID();

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const lead = house.as({ role: 'karendalops' });
  operationId = (await lead.ask(listOperations, {})).rows[0]?.id ?? '';
  const { version, kinds } = referenceData().reportKinds();
  await lead.ask(setReportKinds, { body: { version, kinds: kinds.map(({ seen: _seen, ...kind }) => kind) } });
  guard = house.as({ role: 'field-officer', areas: ['31.73'], operationId });
  kpu = house.as({ role: 'agency-officer', agencyId: kpuId, areas: ['31.73'], operationId });
}, 60_000);
afterAll(() => house.close());

async function report(who = guard) {
  const id = randomUUID();
  const where = { operationId, stationId: null, area: '31.73.01', place: null };
  const what = { kind: 'logistics', help: 'no' as const, text: '', photos: 1, aboutAgencyId: null };
  await who.ask(submitReport, { body: { id, ...where, ...what, capturedAt: new Date().toISOString() } });
  return id;
}
const attach = (reportId: string, body: Uint8Array, photoId = randomUUID()) => ({
  params: { reportId, photoId },
  body,
  contentType: 'image/jpeg',
});
const plain = (width = 64, height = 32) =>
  sharp({ create: { width, height, channels: 3, background: '#3a6' } });
/** As a phone in West Jakarta writes it: taken at 7.05 in the morning, lying on its side. */
const fromPhone = () =>
  plain(300, 200)
    .withExif({
      IFD0: { Make: 'Uji', Model: 'HP 1', Orientation: '6' },
      IFD2: { DateTimeOriginal: '2024:11:27 07:05:09' },
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '6/1 9/1 3000/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '106/1 44/1 1200/100',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

describe('a photograph', () => {
  it('keeps its time and place as fields and loses its metadata, and stands upright', async () => {
    const bytes = await fromPhone();
    const reportId = await report();
    const asked = attach(reportId, bytes);
    const kept = await guard.ask(attachPhoto, asked);
    expect(kept).toEqual({
      photoId: asked.params.photoId,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      takenAt: '2024-11-27T00:05:09.000Z',
    });
    const served = await kpu.fetch(`/api/field-reports/${reportId}/photos/${asked.params.photoId}`);
    expect(served.headers.get('cache-control')).toBe('private, no-store');
    expect(served.headers.get('content-type')).toBe('image/jpeg');
    const stored = Buffer.from(await served.arrayBuffer());
    const meta = await sharp(stored).metadata();
    expect([meta.exif, meta.icc, meta.iptc, meta.xmp, meta.orientation]).toEqual(Array(5).fill(undefined));
    expect([meta.format, meta.width, meta.height]).toEqual(['jpeg', 200, 300]);
    expect(stored.includes('HP 1')).toBe(false);
    const { photoIds, photos } = await kpu.ask(readReport, { params: { reportId } });
    expect([photoIds, photos]).toEqual([[asked.params.photoId], 1]);
  });

  it('sent twice, also at once, is kept once; its id never gets other content', async () => {
    const reportId = await report();
    const asked = attach(reportId, await fromPhone());
    const replies = await Promise.all([1, 2, 3].map(() => guard.ask(attachPhoto, asked)));
    for (const reply of replies) expect(reply).toEqual(replies[0]);
    expect((await kpu.ask(readReport, { params: { reportId } })).photos).toBe(1);
    const other = { ...asked, body: await plain(10, 10).png().toBuffer() };
    await guard.refused(attachPhoto, 'field-report.photo-id-taken', other);
    const elsewhere = { ...other, params: { ...asked.params, reportId: await report() } };
    await guard.refused(attachPhoto, 'field-report.photo-id-taken', elsewhere);
  });

  it('is taken from its reporter alone and shown only to those who see the report', async () => {
    const reportId = await report();
    const asked = attach(reportId, await fromPhone());
    const another = house.as({ role: 'field-officer', areas: ['31.73'], operationId });
    const hidden = await another.refused(attachPhoto, 'not-found', asked);
    const missing = await another.refused(attachPhoto, 'not-found', attach(randomUUID(), asked.body));
    expect(hidden).toEqual(missing);
    await kpu.refused(attachPhoto, 'not-found', asked);
    await guard.ask(attachPhoto, asked);
    await another.refused(readPhoto, 'not-found', { params: asked.params });
    await house.as({ role: 'auditor' }).refused(readPhoto, 'not-found', { params: asked.params });
    expect((await guard.try(readPhoto, { params: asked.params })).ok).toBe(true);
  });

  it('is one of six at most', async () => {
    const reportId = await report();
    for (let index = 0; index < 6; index += 1) {
      await guard.ask(
        attachPhoto,
        attach(
          reportId,
          await plain(8, 8 + index)
            .jpeg()
            .toBuffer(),
        ),
      );
    }
    const seventh = attach(reportId, await plain().jpeg().toBuffer());
    await guard.refused(attachPhoto, 'field-report.too-many-photos', seventh);
  });

  it('that is none is refused with the remedy, whatever it calls itself', async () => {
    const reportId = await report();
    const whole = await plain(400, 400).jpeg().toBuffer();
    const files: Record<string, Buffer> = {
      'an SVG': Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
      ),
      'a GIF': await plain().gif().toBuffer(),
      'a TIFF': await plain().tiff().toBuffer(),
      'a truncated JPEG': whole.subarray(0, Math.floor(whole.length / 2)),
      'a JPEG by its first bytes only': Buffer.concat([whole.subarray(0, 3), Buffer.alloc(500, 7)]),
      nothing: Buffer.alloc(0),
    };
    for (const [what, bytes] of Object.entries(files)) {
      const answer = await guard.try(attachPhoto, attach(reportId, bytes));
      expect([what, answer.ok ? '' : answer.problem.code]).toEqual([what, 'field-report.not-a-photo']);
    }
    expect((await kpu.ask(readReport, { params: { reportId } })).photos).toBe(0);
  });

  it('of too many pixels is refused by its header, before a single one is decoded', async () => {
    const bomb = await plain(12_000, 8_000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await develop(bomb)).toMatchObject({ refused: 'field-report.photo-too-many-pixels' });
  });

  it('of 500 MB is refused by its announced length before it is read', async () => {
    const reportId = await report();
    const asked = request(`${house.origin}/api/field-reports/${reportId}/photos/${randomUUID()}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${guard.token}`,
        'idempotency-key': randomUUID(),
        'content-type': 'image/jpeg',
        'content-length': 500_000_000,
      },
    });
    asked.on('error', () => undefined);
    asked.write(Buffer.alloc(65_536));
    const [answer] = await once(asked, 'response');
    let text = '';
    for await (const chunk of answer) text += chunk;
    asked.destroy();
    expect([answer.statusCode, JSON.parse(text).code]).toEqual([413, 'input.too-large']);
  });
});

describe('EXIF', () => {
  it('without an offset means the time of the place; with one, exactly that', () => {
    const taken = { local: '2024-11-27T07:05:09', offset: null, place: null };
    expect(takenInstant(taken, 'WIT')?.toISOString()).toBe('2024-11-26T22:05:09.000Z');
    expect(takenInstant({ ...taken, offset: '+08:00' }, 'WIB')?.toISOString()).toBe(
      '2024-11-26T23:05:09.000Z',
    );
    expect(takenInstant({ ...taken, local: '2024-13-45T07:05:09' }, 'WIB')).toBeNull();
  });

  it('gives the place in degrees, south and west negative', async () => {
    const { exif } = await sharp(await fromPhone()).metadata();
    expect(readExif(exif ?? Buffer.alloc(0)).place).toEqual({ lon: 106.7366667, lat: -6.1583333 });
  });

  it('says nothing when it is cut or scrambled, and never breaks', async () => {
    const { exif } = await sharp(await fromPhone()).metadata();
    const bytes = Buffer.from(exif ?? []);
    for (let length = 0; length < bytes.length; length += 1) readExif(bytes.subarray(0, length));
    for (let at = 0; at < bytes.length; at += 1) {
      const scrambled = Buffer.from(bytes);
      scrambled[at] = 0xff;
      readExif(scrambled);
    }
    expect(readExif(Buffer.from('nonsense'))).toEqual({ local: null, offset: null, place: null });
  });
});
