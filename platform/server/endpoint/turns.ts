import { Refused, refuse } from '#shared/problem.ts';

const TRY_AGAIN_S = 10;

/** Lets heavy work in a few at a time. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Heavy work takes turns: so many run at once, so many more wait in the order in which they came.
 * @throws Refused `server.unavailable` for whoever comes when the queue is full
 */
export function turns(limits: { readonly atOnce: number; readonly waiting: number }): Turns {
  const queue: (() => void)[] = [];
  let running = 0;
  const enter = async () => {
    if (running < limits.atOnce) {
      running += 1;
      return;
    }
    if (queue.length >= limits.waiting)
      throw new Refused(refuse('server.unavailable', { seconds: TRY_AGAIN_S }));
    // The one who leaves hands over the place, so `running` stays as it is.
    await new Promise<void>((admit) => queue.push(admit));
  };
  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
