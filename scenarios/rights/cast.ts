/** Who asks and who writes. */
import { randomUUID } from 'node:crypto';
import type { Asker } from './answers.ts';
import { addressesOf, type Door } from './doors.ts';
import type { Hands } from './hidden-records.ts';
import { blanksOf, FAR_AREA, OWN_AREA, type World } from './world.ts';

/** The rights of somebody; what is left out is everywhere, every operation, no agency. */
export type Rights = {
  readonly role: string;
  readonly kind?: 'system';
  readonly agencyId?: string;
  readonly areas?: readonly string[];
  readonly operationId?: string;
};
export type Send = (rights: Rights) => Asker;
export type Visitor = {
  readonly name: string;
  readonly asker: Asker;
  readonly addresses: readonly string[];
  /** Whether the role sees content, and so stations; an administrator sees accounts. */
  readonly seesContent: boolean;
};

export const ROLES = [
  'kaops',
  'karendalops',
  'agency-officer',
  'field-officer',
  'liaison',
  'auditor',
  'administrator',
] as const;

export function openHands(send: Send, world: World): Hands {
  const { operationId, agencies, hidden } = world;
  const { bawaslu, kpu, polres } = agencies;
  const other = { areas: ['31.73'], operationId: hidden.otherOperation, agencyId: bawaslu };
  return {
    reporter: send({ role: 'field-officer', agencyId: kpu, areas: [FAR_AREA], operationId }),
    supervisor: send({ role: 'agency-officer', agencyId: bawaslu, areas: ['31.73'], operationId }),
    lead: send({ role: 'kaops', agencyId: polres, areas: ['31.73'], operationId }),
    loader: send({ role: 'system', kind: 'system' }),
    otherLead: send({ role: 'kaops', ...other }),
    otherReporter: send({ role: 'field-officer', ...other }),
    administrator: send({ role: 'administrator', agencyId: bawaslu }),
  };
}

export type Cast = {
  /** Every role of the police, over the whole operation. */
  readonly police: readonly Visitor[];
  /** Every role, in one district. */
  readonly local: readonly Visitor[];
  /** Sees what the police may not see. */
  readonly supervisor: Visitor;
  /** Sees the whole operation. */
  readonly chief: Visitor;
};

export async function openCast(send: Send, world: World, doors: readonly Door[]): Promise<Cast> {
  const { polres, kpu, bawaslu } = world.agencies;
  const whole = { areas: ['31.73'], operationId: world.operationId };
  const near = { areas: [OWN_AREA], operationId: world.operationId };
  const enter = (name: string, rights: Rights) => visit(name, send(rights), { rights, world, doors });
  // An administrator has an agency, but neither operation nor area.
  const reach = (role: string, at: typeof whole) => (role === 'administrator' ? {} : at);
  return {
    police: await Promise.all(
      ROLES.map((role) => enter(`${role} of the police`, { ...reach(role, whole), role, agencyId: polres })),
    ),
    local: await Promise.all(
      ROLES.map((role) => enter(`${role} of ${OWN_AREA}`, { ...reach(role, near), role, agencyId: kpu })),
    ),
    supervisor: await enter('supervisor', { ...whole, role: 'agency-officer', agencyId: bawaslu }),
    chief: await enter('chief', { ...whole, role: 'kaops', agencyId: polres }),
  };
}

/** Comes in with a calendar link, where the role may have one. */
async function visit(
  name: string,
  asker: Asker,
  { rights, world, doors }: { rights: Rights; world: World; doors: readonly Door[] },
): Promise<Visitor> {
  const made = await asker.fetch('/api/calendar-links', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ id: randomUUID(), label: name }),
  });
  const { address = '' }: { address?: string } = JSON.parse(await made.text());
  const token = /calendar\/(.+)\.ics$/.exec(address)?.[1] ?? 'x'.repeat(43);
  const blanks = blanksOf(world, token);
  const declared = doors.filter((door) => door.method === 'GET').flatMap((door) => addressesOf(door, blanks));
  return {
    name,
    asker,
    addresses: [...declared, '/api/health', '/api/openapi.json', '/api/nowhere'],
    seesContent: rights.role !== 'administrator',
  };
}
