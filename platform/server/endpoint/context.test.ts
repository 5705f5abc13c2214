import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EventType, eventType } from '#shared/event.ts';
import { nobody } from '#shared/permission.ts';
import { Refused } from '#shared/problem.ts';
import { inTransaction } from '../database/connect.ts';
import { noteKind, noteWritten } from '../testing/notes.ts';
import { type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { contextOf, type OperationStanding } from './context.ts';

const text = { id: 'disiapkan', en: 'prepared' };
const prepared = eventType({
  name: 'note.prepared.v1',
  of: noteKind,
  fields: { title: 'open' },
  text,
  beforeAdmission: true,
});
const open: OperationStanding = { time: new Date('2027-02-03T04:05:06Z'), isAdmitted: true };
const closed: OperationStanding = { ...open, isAdmitted: false };

let notes: NotesServer;
beforeAll(async () => {
  notes = await openNotesServer({ reactions: [] });
});
afterAll(() => notes.close());

/** One request that records these events; how often it asked how the operation stands, by operation. */
async function records(events: readonly EventType[], standing: () => OperationStanding, ids: string[]) {
  const asked: string[] = [];
  const ports = {
    ...notes.ports,
    operationStanding: async (_tx: unknown, id: string) => {
      asked.push(id);
      return standing();
    },
  };
  const endpoint = { access: 'public', records: [noteWritten, prepared], name: 'notes.test' } as const;
  const caller = { address: '', userAgent: '', origin: '' };
  const begun = { actor: nobody, now: new Date(), deviceTime: null, requestId: null, caller, endpoint };
  await inTransaction(notes.connection.db, async (tx) => {
    const { context } = contextOf({ ...begun, tx }, ports);
    for (const [place, event] of events.entries())
      await context.record(event, {
        subject: randomUUID(),
        operation: ids[place % ids.length] ?? null,
        after: { title: 'a' },
        attributes: { area: null },
      });
  });
  return asked;
}

describe('what a request records in an operation', () => {
  it('asks once how each operation stands, however many leaves it writes', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const asked = await records(Array(6).fill(noteWritten), () => open, [one, other]);
    expect(asked).toEqual([one, other]);
  });

  it('asks anew after what prepares the operation, which may have opened it', async () => {
    const standings = [closed, open, closed];
    const asked = await records(
      [prepared, noteWritten, noteWritten, prepared],
      () => standings.shift() ?? closed,
      [randomUUID()],
    );
    expect(asked).toHaveLength(3);
  });

  it('is refused before the operation has opened, unless it prepares it', async () => {
    const [id] = [randomUUID()];
    await records([prepared], () => closed, [id]);
    await expect(records([prepared, noteWritten], () => closed, [id])).rejects.toThrow(Refused);
  });
});
