import { listAgencies } from '#rooms/agencies/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { type House, openHouse } from '../../../apps/server/testing/house.ts';

export type Visitor = ReturnType<House['as']>;

/** The sample of West Jakarta, and who works there in the stories of this room. */
export type Ground = {
  readonly house: House;
  readonly operationId: string;
  /** The agency of who leads and of who stands at a post. */
  readonly polres: string;
  readonly lead: Visitor;
  readonly guard: Visitor;
  /** An officer of the election commission. */
  readonly officer: Visitor;
};

export async function openGround(): Promise<Ground> {
  const house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const anybody = house.as({ role: 'karendalops' });
  const operationId = (await anybody.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await anybody.ask(listAgencies, { query: { limit: 500 } });
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? '';
  const polres = idOf('polres');
  const as = (role: string, agencyId: string) => house.as({ role, agencyId, areas: ['31.73'], operationId });
  return {
    house,
    operationId,
    polres,
    lead: as('karendalops', polres),
    guard: as('field-officer', polres),
    officer: as('agency-officer', idOf('kpu')),
  };
}
