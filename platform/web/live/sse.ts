/** Server-sent events (WHATWG HTML, section 9.2) read from a fetch body: EventSource hides the status and the id. */
export type ServerEvent = {
  readonly event: string;
  readonly data: string;
  readonly id: string | null;
  /** How long to wait before the line is opened again; null unless the server named it. */
  readonly retryMs: number | null;
};

/** Feeds text as it arrives; gives back the events that are complete. */
export function makeSseParser(): (text: string) => readonly ServerEvent[] {
  let buffer = '';
  return (text) => {
    buffer += text.replace(/\r\n?/g, '\n');
    const blocks = buffer.split('\n\n');
    buffer = blocks.pop() ?? '';
    return blocks.flatMap((block) => eventOf(block) ?? []);
  };
}

function eventOf(block: string): ServerEvent | null {
  let event = 'message';
  let id: string | null = null;
  let retryMs: number | null = null;
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (field === 'event') event = value;
    if (field === 'id') id = value;
    if (field === 'retry' && /^\d{1,9}$/.test(value)) retryMs = Number(value);
    if (field === 'data') data.push(value);
  }
  return data.length > 0 || event !== 'message' || retryMs !== null
    ? { event, id, data: data.join('\n'), retryMs }
    : null;
}
