import { resolve } from 'node:path';
import { abilitiesOf } from '#server/abilities.ts';
import type { Actor } from '#shared/permission.ts';
import { systemClock } from '#shared/time.ts';
import type { Attributes } from '#shared/visibility.ts';
import { planHouse } from '../house.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');

/** Says without any SQL whether somebody may see a record, from the rules that the rooms declare. */
export function openOracle(): (actor: Actor, kind: string, record: Attributes) => boolean {
  const kinds = planHouse(root, systemClock, true).capabilities.flatMap((room) => room.kinds);
  const known = new Set(kinds.map(({ name }) => name));
  const abilities = abilitiesOf(kinds);
  return (actor, kind, record) => {
    if (!known.has(kind)) throw new Error(`there is no kind of record "${kind}"`);
    return abilities.of(actor).sees(kind, record);
  };
}
