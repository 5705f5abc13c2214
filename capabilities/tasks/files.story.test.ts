import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptTask,
  addEvidenceFile,
  finishTask,
  readEvidenceFile,
  readTask,
  startTask,
} from './contract.ts';
import { keepable, keptName } from './evidence-file.ts';
import { type At, type Ground, openGround, type Visitor } from './testing/ground.ts';

let ground: Ground;
let polres: Visitor;
let kodim: Visitor;
let one: At;

beforeAll(async () => {
  ground = await openGround();
  polres = ground.of('polres', 'karendalops');
  kodim = ground.of('kodim');
  one = await ground.offered(polres, ground.agency.kodim);
  await kodim.ask(acceptTask, one);
  await kodim.ask(startTask, one);
}, 60_000);
afterAll(() => ground.house.close());

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const picture = sharp({ create: { width: 300, height: 200, channels: 3, background: '#3a6' } });
/** As a phone writes it, lying on its side. */
const fromPhone = () =>
  picture
    .clone()
    .withExif({ IFD0: { Make: 'Uji', Model: 'HP 1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
const file = (body: Uint8Array, name: string, task = one) => ({
  params: { ...task.params, evidenceId: randomUUID() },
  query: { name, text: 'Gudang Cengkareng' },
  body,
});

describe('a file as evidence', () => {
  it('that is a picture loses what the camera wrote into it, and stands upright', async () => {
    const asked = file(await fromPhone(), 'jaga.jpeg');
    await kodim.ask(addEvidenceFile, asked);
    const served = await polres.try(readEvidenceFile, { params: asked.params });
    const { exif, icc, xmp, orientation, format, width, height } = await sharp(served.bytes).metadata();
    expect([exif, icc, xmp, orientation]).toEqual(Array(4).fill(undefined));
    expect([format, width, height]).toEqual(['jpeg', 200, 300]);
    const { evidence } = await polres.ask(readTask, one);
    expect(evidence.at(-1)).toMatchObject({
      kind: 'file',
      text: 'Gudang Cengkareng',
      file: { name: 'jaga.jpeg', bytes: served.bytes.length, type: 'image/jpeg' },
    });
  });

  it('that is a PDF is given back as it came, as a download, and proves that the task is done', async () => {
    const asked = file(pdf, 'berita acara');
    await kodim.ask(addEvidenceFile, asked);
    await kodim.ask(addEvidenceFile, asked);
    const { taskId, evidenceId } = asked.params;
    const answer = await polres.fetch(`/api/tasks/${taskId}/evidence-files/${evidenceId}`);
    expect([answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
      'application/pdf',
      "attachment; filename*=UTF-8''berita%20acara.pdf",
    ]);
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true);
    await kodim.refused(addEvidenceFile, 'task.evidence-taken', { ...asked, body: await fromPhone() });
  });

  it('comes from the owner alone, and is there for those alone who see the task', async () => {
    const asked = file(pdf, 'a.pdf');
    await polres.refused(addEvidenceFile, 'task.not-yours', asked);
    const bawaslu = ground.of('bawaslu');
    await bawaslu.refused(addEvidenceFile, 'not-found', asked);
    await kodim.ask(addEvidenceFile, asked);
    await bawaslu.refused(readEvidenceFile, 'not-found', { params: asked.params });
    await ground.house
      .as({ role: 'auditor' })
      .refused(readEvidenceFile, 'not-found', { params: asked.params });
    await kodim.ask(finishTask, one);
    await kodim.refused(addEvidenceFile, 'task.state', file(pdf, 'b.pdf'));
  });
});

describe('what is kept', () => {
  it('is PDF, JPEG, PNG and WebP by content, whatever the file is called', async () => {
    const whole = await picture.clone().jpeg().toBuffer();
    const typeOf = async (bytes: unknown) => {
      const kept = await keepable(bytes);
      return 'type' in kept ? kept.type : kept.refused;
    };
    expect(await typeOf(await picture.clone().png().toBuffer())).toBe('image/jpeg');
    expect(await typeOf(await picture.clone().webp().toBuffer())).toBe('image/jpeg');
    const others = [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
      await picture.clone().gif().toBuffer(),
      whole.subarray(0, Math.floor(whole.length / 2)),
      Buffer.from('MZ'),
      Buffer.alloc(0),
      'text',
    ];
    for (const other of others) expect(await typeOf(other)).toBe('task.evidence-file');
  });

  it('is called by what it is', () => {
    expect(keptName('Foto 1.png', 'image/jpeg')).toBe('Foto 1.jpg');
    expect(keptName('Foto.JPEG', 'image/jpeg')).toBe('Foto.JPEG');
    expect(keptName('BA no. 12', 'application/pdf')).toBe('BA no. 12.pdf');
  });
});
