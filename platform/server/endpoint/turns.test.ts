import { expect, it } from 'vitest';
import { Refused } from '#shared/problem.ts';
import { turns } from './turns.ts';

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

it('lets two work at once and twenty wait, refuses one more, and starts again after all', async () => {
  const take = turns({ atOnce: 2, waiting: 20 });
  const { open, opened } = gate();
  let [running, most] = [0, 0];
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await opened;
    running -= 1;
  };
  const all = Array.from({ length: 22 }, () => take(work));
  const refused = await take(work).catch((error: unknown) => error);
  expect(refused instanceof Refused && refused.refusal).toMatchObject({ refused: 'server.unavailable' });
  open();
  await Promise.all(all);
  expect(most).toBe(2);
  expect(await take(async () => 'again')).toBe('again');
});

it('hands the turn on when the work fails', async () => {
  const take = turns({ atOnce: 1, waiting: 1 });
  const failing = take(() => Promise.reject(new Error('broken')));
  const next = take(async () => 'next');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('next');
});
