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
  return actor.grants.filter((grant) => wanted.roles.includes(grant.role));
}

export function holds(actor: Actor, wanted: Permission): boolean {
  return actor.grants.some((grant) => wanted.roles.includes(grant.role));
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
