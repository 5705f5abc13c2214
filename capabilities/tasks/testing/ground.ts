/** A sample operation with people of its agencies, for the stories of this room. */
import { randomUUID } from 'node:crypto';
import { readSession } from '#rooms/access/contract.ts';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { type House, openHouse } from '../../../apps/server/testing/house.ts';
import { addEvidence, finishTask, type NewTask, offerTask, startTask } from '../contract.ts';

export type Visitor = ReturnType<House['as']>;
export type At = { readonly params: { readonly taskId: string } };
/** After every day that the clock of the sample shows. */
export const DAY = '2031-11-01';

const kinds = ['polres', 'kpu', 'bawaslu', 'kodim'] as const;
type Kind = (typeof kinds)[number];

export type Ground = Awaited<ReturnType<typeof openGround>>;

export async function openGround() {
  const house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const anybody = house.as({ role: 'karendalops' });
  const operationId = (await anybody.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await anybody.ask(listAgencies, { query: { limit: 500 } });
  const idOf = (kind: Kind) => rows.find((row) => row.kind === kind)?.id ?? '';
  const agency = { polres: idOf('polres'), kpu: idOf('kpu'), bawaslu: idOf('bawaslu'), kodim: idOf('kodim') };
  const of = (kind: Kind, role = 'agency-officer', areas = ['31.73']) =>
    house.as({ role, agencyId: agency[kind], areas, operationId });
  const task = (ownerId: string, some: Partial<NewTask> = {}): NewTask => ({
    id: randomUUID(),
    operationId,
    title: 'Penjagaan gudang logistik',
    detail: '',
    ownerId,
    area: '31.73.01',
    stage: null,
    theme: 'security',
    due: { on: DAY },
    measure: 'Dua regu berjaga',
    weight: 10,
    sharing: 'own',
    readerIds: [],
    ...some,
  });
  const offered = async (who: Visitor, ownerId: string, some: Partial<NewTask> = {}): Promise<At> => {
    const body = task(ownerId, some);
    await who.ask(offerTask, { body });
    return { params: { taskId: body.id } };
  };
  const signedIn = async (login: string) => {
    const answer = await house.stranger.fetch('/api/demo-session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ login }),
    });
    const who = house.withToken(
      /rakor_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '',
    );
    return { ...who, userId: (await who.ask(readSession, {})).userId };
  };
  return { house, operationId, agency, of, task, offered, signedIn };
}

export const note = (text = 'Berita acara nomor 4') => ({
  id: randomUUID(),
  kind: 'note' as const,
  text,
  url: null,
  count: null,
  unit: null,
});

/** Begins what is agreed, proves it, and says that it is done. */
export async function finish(owner: Visitor, one: At): Promise<void> {
  await owner.ask(startTask, one);
  await owner.ask(addEvidence, { ...one, body: note() });
  await owner.ask(finishTask, one);
}
