import { expect, it } from 'vitest';
import { isLoopback } from './loopback.ts';

it.each(['localhost', 'rakor.localhost', '127.0.0.1', '127.1.2.3', '[::1]'])(
  'knows that no phone can open %s',
  (host) => expect(isLoopback(host)).toBe(true),
);

it.each(['192.168.1.7', 'posko.local', 'rakor.example.id', '10.127.0.0', 'localhost.example.id'])(
  'takes %s for an address of the network',
  (host) => expect(isLoopback(host)).toBe(false),
);
