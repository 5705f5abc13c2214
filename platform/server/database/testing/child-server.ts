import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./crash-writer.ts', import.meta.url));

export type ChildServer = {
  readonly process: ChildProcess;
  readonly acknowledged: ReadonlySet<string>;
  /** Resolves when that many writes were acknowledged. */
  reach(count: number): Promise<void>;
  kill(): Promise<void>;
};

/** Starts a process of its own that opens the cluster, and waits until the cluster is up. */
export async function startChild(dataDir: string, mode: 'idle' | 'write'): Promise<ChildServer> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged = new Set<string>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const [word, id] = line.split(' ');
    if (word === 'acknowledged' && id !== undefined) acknowledged.add(id);
  });
  await once(lines, 'line');
  return {
    process: child,
    acknowledged,
    reach: async (count) => {
      while (acknowledged.size < count) await once(lines, 'line');
    },
    kill: async () => {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}
