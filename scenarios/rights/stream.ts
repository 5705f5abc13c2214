/** A reader of the stream of changes, as a browser reads it. */
import type { Asker } from './answers.ts';

export type Frame = { readonly id: string; readonly event: string; readonly data: string };
export type Listener = {
  readonly frames: readonly Frame[];
  /** Resolves when so many frames with this text in their data have come; what came before stands in `frames`. */
  until(text: string, times?: number): Promise<void>;
  close(): Promise<void>;
};

export async function listen(asker: Asker, lastEventId?: string): Promise<Listener> {
  const stopping = new AbortController();
  const headers: Record<string, string> = lastEventId ? { 'last-event-id': lastEventId } : {};
  const answer = await asker.fetch('/api/stream', { headers, signal: stopping.signal });
  if (!answer.ok || !answer.body) throw new Error(`the stream answered ${answer.status}`);
  const frames: Frame[] = [];
  const waiting: { isMet: () => boolean; done: () => void }[] = [];
  const read = async (body: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const frame of blocks.flatMap(frameOf)) {
        frames.push(frame);
        for (const each of waiting) if (each.isMet()) each.done();
      }
    }
  };
  const reading = read(answer.body).catch(() => undefined);
  return {
    frames,
    until: (text, times = 1) =>
      new Promise((done) => {
        const isMet = () => frames.filter((frame) => frame.data.includes(text)).length >= times;
        if (isMet()) done();
        else waiting.push({ isMet, done });
      }),
    async close() {
      stopping.abort();
      await reading;
    },
  };
}

/** A comment is no frame. */
function frameOf(block: string): Frame[] {
  const lines = block.split('\n').filter((line) => line !== '' && !line.startsWith(':'));
  if (lines.length === 0) return [];
  const field = (name: string) =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
  return [{ id: field('id'), event: field('event'), data: field('data') }];
}
