import type { Endpoint } from '#shared/endpoint.ts';
import { type Actor, holds, type Permission } from '#shared/permission.ts';

/** What an upload is for: the commands that take one, and so the permissions of which one is needed to begin. */
export function uploadPermissions(endpoints: readonly Endpoint[]): readonly Permission[] {
  return endpoints.flatMap(({ query, access }) =>
    takesUpload(query) && typeof access === 'object' ? [access] : [],
  );
}

/** The declaration of `byUpload`, wherever it stands. */
function takesUpload(query: object): boolean {
  const properties = 'properties' in query ? query.properties : null;
  return typeof properties === 'object' && properties !== null && 'upload' in properties;
}

/** Whoever can use no upload, as a card or a reader, must not fill the disk with one. */
export function mayUpload(actor: Actor, permissions: readonly Permission[]): boolean {
  return permissions.some((permission) => holds(actor, permission));
}
