import { randomUUID } from 'node:crypto';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { type Key, newKey, seal, toBase64, wrap } from '#web/sealing/seal.ts';
import { type House, openHouse } from '../../../apps/server/testing/house.ts';
import { keepOwnKey, makeAgencyKey } from '../contract.ts';

export type Visitor = ReturnType<House['as']>;
export type Officer = { readonly at: Visitor; readonly own: Key; readonly officerKeyId: string };
export type Agency = 'kpu' | 'bawaslu' | 'polres';

/** What the stories of this room stand on: the sample, three of its agencies, and the keys that they made. */
export type Ground = {
  readonly house: House;
  readonly operationId: string;
  readonly agency: Readonly<Record<Agency, string>>;
  /** The newest key of each agency, by the agency's id. */
  readonly agencyKeys: Map<string, Key & { readonly id: string }>;
};

export const PASSPHRASE = 'kopi pagi di kantor lama';

export async function openGround(): Promise<Ground> {
  const house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const anybody = house.as({ role: 'karendalops' });
  const operationId = (await anybody.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await anybody.ask(listAgencies, { query: { limit: 500 } });
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? '';
  const agency = { kpu: idOf('kpu'), bawaslu: idOf('bawaslu'), polres: idOf('polres') };
  return { house, operationId, agency, agencyKeys: new Map() };
}

/** Somebody of an agency, in the operation of the sample. */
export function visitorOf({ house, operationId, agency }: Ground) {
  return (role: string, of: Agency, rest: object = {}): Visitor =>
    house.as({ role, agencyId: agency[of], areas: ['31.73'], operationId, ...rest });
}

export async function enrol(ground: Ground, of: Agency): Promise<Officer> {
  const at = visitorOf(ground)('agency-officer', of);
  const own = await newKey();
  const wrapped = toBase64(await wrap(own.identity, PASSPHRASE, 4));
  const body = { id: randomUUID(), recipient: own.recipient, wrapped };
  await at.ask(keepOwnKey, { body });
  return { at, own, officerKeyId: body.id };
}

/** What the officer's browser does when the agency gets its first or its next key. */
export async function newAgencyKey(
  { agency, agencyKeys }: Ground,
  officer: Officer,
  of: Agency,
  version: number,
) {
  const key = { ...(await newKey()), id: randomUUID() };
  const share = {
    officerKeyId: officer.officerKeyId,
    wrapped: await sealText([officer.own.recipient], key.identity),
  };
  const { id, recipient } = key;
  const body = { id, version, recipient, vouch: null, shares: [share] };
  const answer = await officer.at.try(makeAgencyKey, { body });
  if (answer.ok) agencyKeys.set(agency[of], key);
  return answer;
}

/** A note as the writer's browser seals it to the newest keys of these agencies. */
export async function noteFor(
  { agency, agencyKeys, operationId }: Ground,
  agencies: readonly Agency[],
  text: string,
  about: object = { kind: 'none', id: null },
) {
  const keys = agencies.map((name) => {
    const key = agencyKeys.get(agency[name]);
    if (!key) throw new Error(`${name} has no key`);
    return { agencyId: agency[name], keyId: key.id, recipient: key.recipient };
  });
  const recipients = keys.map(({ recipient }) => recipient);
  const ciphertext = await sealText(recipients, text);
  const sealedTo = keys.map(({ agencyId, keyId }) => ({ agencyId, keyId }));
  return {
    params: { operationId },
    body: { id: randomUUID(), about: { kind: 'none' as const, id: null, ...about }, sealedTo, ciphertext },
  };
}

export async function sealText(recipients: readonly string[], text: string): Promise<string> {
  return toBase64(await seal(recipients, new TextEncoder().encode(text)));
}
