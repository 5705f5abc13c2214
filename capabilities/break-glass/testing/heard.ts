/** What an open stream tells: grows while it is open. */
type Asker = { fetch(path: string, init?: RequestInit): Promise<Response> };

export async function hear(who: Asker): Promise<{ text(): string; close(): Promise<void> }> {
  const stop = new AbortController();
  const answer = await who.fetch('/api/stream', { signal: stop.signal });
  const decoder = new TextDecoder();
  let heard = '';
  const reading = (async () => {
    for await (const chunk of answer.body ?? []) heard += decoder.decode(chunk, { stream: true });
  })().catch(() => undefined);
  return {
    text: () => heard,
    async close() {
      stop.abort();
      await reading;
    },
  };
}
