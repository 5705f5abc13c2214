import { describe, expect, it } from 'vitest';
import { makeSseParser } from './sse.ts';

describe('reading the stream', () => {
  it('puts events together however the network cuts them', () => {
    const text =
      ': still here\n\nevent: change\nid: a1\ndata: {"kind":"incident"}\n\nevent: reset\ndata:\n\n';
    const whole = makeSseParser()(text);
    const parse = makeSseParser();
    const cut = [...text].flatMap((letter) => parse(letter));
    expect(cut).toEqual(whole);
    expect(whole).toEqual([
      { event: 'change', id: 'a1', data: '{"kind":"incident"}', retryMs: null },
      { event: 'reset', id: null, data: '', retryMs: null },
    ]);
  });

  it('hears how long to wait, and nothing that is no number', () => {
    const [replaced, odd] = makeSseParser()('retry: 60000\nevent: replaced\n\nretry: soon\nevent: reset\n\n');
    expect(replaced).toEqual({ event: 'replaced', id: null, data: '', retryMs: 60_000 });
    expect(odd?.retryMs).toBeNull();
  });

  it('takes a heartbeat for what it is', () => {
    expect(makeSseParser()(': 15 s\n\n')).toEqual([]);
  });
});
