import { expect, it } from 'vitest';
import { eventWords, followUpWords } from '#rooms/upkeep/opsroom/follow-up-words.ts';
import { composeCapabilities } from './capabilities.ts';

it('every automatic follow-up, and every event that it follows, has words for those who look after the server', () => {
  const shelf = {
    offered: () => [],
    load: async () => undefined,
    isFirstRun: async () => false,
    allowed: () => false,
  };
  const grantLaw = () => ({ rules: [], tables: [], published: { series: [] } });
  const reactions = composeCapabilities({ sample: () => false, shelf, grantLaw }).flatMap(
    (room) => room.reactions ?? [],
  );
  expect(reactions.length).toBeGreaterThan(0);
  const events = reactions.flatMap((each) => each.on.map((event) => event.name));
  expect(reactions.map((each) => each.name).filter((name) => !followUpWords(name))).toEqual([]);
  expect(events.filter((name) => !eventWords(name))).toEqual([]);
});
