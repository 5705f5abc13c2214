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
      { event: 'change', id: 'a1', data: '{"kind":"incident"}' },
      { event: 'reset', id: null, data: '' },
    ]);
  });

  it('takes a heartbeat for what it is', () => {
    expect(makeSseParser()(': 15 s\n\n')).toEqual([]);
  });
});
