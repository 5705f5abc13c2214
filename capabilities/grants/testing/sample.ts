import { listOperations } from '#rooms/operations/contract.ts';
import type { House } from '../../../apps/server/testing/house.ts';

/** The id of the one operation that a house holds. */
export async function findSampleOperation(house: House): Promise<string> {
  const { rows } = await house.as({ role: 'kaops' }).ask(listOperations);
  const [found] = rows;
  if (!found) throw new Error('the sample holds no operation');
  return found.id;
}
