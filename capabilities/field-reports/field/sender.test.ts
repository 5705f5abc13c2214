import { expect, it } from 'vitest';
import { UnreadableError } from '#web/outbox/index.ts';
import { readableDraft, reportSender } from './sender.ts';

it('a report kept in another shape is told apart from every other failure, and shown as unreadable', async () => {
  const older = { id: '01939f2c-7b1a-7000-8000-00000000000a', nomor: 14 };
  const sender = reportSender(() => 'tanda masuk');
  const { signal } = new AbortController();
  const sent = Promise.resolve().then(() => sender.sendText(older, older.id, signal));
  await expect(sent).rejects.toBeInstanceOf(UnreadableError);
  expect(readableDraft(older)).toBeNull();
});
