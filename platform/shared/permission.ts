/** Who may do what: a role, held for an agency, within areas, in one operation or all. */
import { isWithin } from './area-code.ts';
import type { Localized } from './schema.ts';

/** A thing that can be allowed. Rooms declare theirs in their contract; nothing is allowed by default. */
export type Permission = {
  readonly name: string;
  readonly roles: readonly string[];
  readonly text: Localized;
};

export function permission(name: string, roles: readonly string[], text: Localized): Permission {
  return { name, roles, text };
}

/** One role as it was given to somebody. `areas` are codes; `['']` is everywhere. */
export type Grant = {
  readonly role: string;
  readonly agencyId: string | null;
  readonly areas: readonly string[];
  /** null: every operation. */
  readonly operationId: string | null;
  /** Only where it was taken in an emergency instead of being given. */
  readonly emergency?: Emergency;
};

/** A wider reach that somebody took themselves: for some permissions alone, and for an hour. */
export type Emergency = {
  /** The record that says who took it, and why. */
  readonly opening: string;
  /** Names of the permissions that it widens; all others stay as they were given. */
  readonly only: readonly string[];
  /** RFC 3339. From this instant on it holds nothing. */
  readonly until: string;
};

/** Whoever acts: a person with an account, a bearer of a post card, the system itself, or nobody known. */
export type Actor = {
  readonly kind: 'person' | 'card' | 'system' | 'nobody';
  readonly userId: string;
  readonly sessionId: string;
  /** The agency in whose name this actor speaks; null for the system. */
  readonly agencyId: string | null;
  readonly grants: readonly Grant[];
};

export const nobody: Actor = { kind: 'nobody', userId: '', sessionId: '', agencyId: null, grants: [] };

/** The server itself, in reactions and when it loads sample data. It acts everywhere and the journal names it. */
export const system: Actor = {
  kind: 'system',
  userId: '00000000-0000-7000-8000-000000000000',
  sessionId: '',
  agencyId: null,
  grants: [{ role: 'system', agencyId: null, areas: [''], operationId: null }],
};

/** The part of the world in which an actor holds a permission. */
export type Reach = {
  readonly role: string;
  readonly agencyId: string | null;
  readonly areas: readonly string[];
  readonly operationId: string | null;
};

/** Every reach in which the actor holds the permission; empty means: not at all. */
export function reachesOf(actor: Actor, wanted: Permission): readonly Reach[] {
  return actor.grants.filter((grant) => carries(grant, wanted));
}

export function holds(actor: Actor, wanted: Permission): boolean {
  return actor.grants.some((grant) => carries(grant, wanted));
}

function carries({ role, emergency }: Grant, wanted: Permission): boolean {
  return wanted.roles.includes(role) && (emergency === undefined || emergency.only.includes(wanted.name));
}

/** The actor without what they took in an emergency. */
export function asGiven(actor: Actor): Actor {
  return keeping(actor, ({ emergency }) => emergency === undefined);
}

/** The actor as of an instant: what was taken in an emergency and is over has gone. */
export function asOf(actor: Actor, now: Date): Actor {
  return keeping(actor, ({ emergency }) => emergency === undefined || now < new Date(emergency.until));
}

/** The same actor where nothing falls away, so that nobody need compare. */
function keeping(actor: Actor, isKept: (grant: Grant) => boolean): Actor {
  return actor.grants.every(isKept) ? actor : { ...actor, grants: actor.grants.filter(isKept) };
}

/** Whether the actor may do this at a place in an operation (null: the question has no such side). */
export function mayAt(
  actor: Actor,
  wanted: Permission,
  at: { operationId?: string | null; area?: string | null; agencyId?: string | null },
): boolean {
  return reachesOf(actor, wanted).some(
    (reach) =>
      (reach.operationId === null || at.operationId == null || reach.operationId === at.operationId) &&
      (at.area == null || reach.areas.some((area) => isWithin(at.area ?? '', area))) &&
      (at.agencyId == null || reach.agencyId === null || reach.agencyId === at.agencyId),
  );
}
