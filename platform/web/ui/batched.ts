type Waiting<Key, Value> = {
  readonly key: Key;
  readonly done: (value: Value) => void;
  readonly failed: (reason: unknown) => void;
};

// Long enough for all cells that are drawn together, too short to be seen.
const GATHER_MS = 8;

/**
 * Gathers what is asked one by one into few questions.
 * @param ask answers in the order of its keys; each key once
 * @param most how many keys one question may hold
 */
export function batched<Key, Value>(
  ask: (keys: readonly Key[]) => Promise<readonly (Value | null)[]>,
  most: number,
): (key: Key) => Promise<Value | null> {
  let waiting: Waiting<Key, Value | null>[] = [];
  const send = async () => {
    const batch = waiting;
    waiting = [];
    const keys = [...new Set(batch.map(({ key }) => key))];
    for (let from = 0; from < keys.length; from += most) {
      const part = keys.slice(from, from + most);
      const mine = batch.filter(({ key }) => part.includes(key));
      try {
        const values = await ask(part);
        for (const { key, done } of mine) done(values[part.indexOf(key)] ?? null);
      } catch (reason) {
        for (const { failed } of mine) failed(reason);
      }
    }
  };
  return (key) =>
    new Promise((done, failed) => {
      if (waiting.length === 0) setTimeout(() => void send(), GATHER_MS);
      waiting.push({ key, done, failed });
    });
}
