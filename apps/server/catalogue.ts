import { permissionMatrix } from '#rooms/access/permission-matrix.ts';
import { personalFields } from '#rooms/holdings/data-flow.ts';
import type { Capability } from '#server/capability.ts';
import type { TSchema } from '#shared/schema.ts';

/** Everything that other programs may rely on: doors, events, problems, permissions. Drift is shown in review. */
function catalogue(capabilities: readonly Capability[]) {
  return {
    endpoints: Object.fromEntries(
      capabilities
        .flatMap((room) => room.endpoints)
        .map(({ endpoint }) => [
          endpoint.name,
          {
            door: `${endpoint.method} ${endpoint.path}`,
            access: typeof endpoint.access === 'string' ? endpoint.access : endpoint.access.name,
            records: endpoint.records.map((event) => event.name),
            params: shapeOf(endpoint.params),
            query: shapeOf(endpoint.query),
            body: shapeOf(endpoint.body),
            reply: shapeOf(endpoint.reply),
          },
        ]),
    ),
    events: Object.fromEntries(
      capabilities
        .flatMap((room) => room.events)
        .map((event) => [event.name, { of: event.of.name, fields: event.fields }]),
    ),
    permissions: Object.fromEntries(
      capabilities
        .flatMap((room) => room.permissions)
        .map((permission) => [permission.name, permission.roles]),
    ),
    problems: capabilities.flatMap((room) => Object.keys(room.problems)).sort(),
  };
}

/** The generated papers of this release by path, as `npm run snapshot` keeps them. */
export function printPapers(capabilities: readonly Capability[]): void {
  const papers = {
    'docs/catalogue.json': `${JSON.stringify(catalogue(capabilities), null, 2)}\n`,
    'docs/permissions.md': permissionMatrix(capabilities),
    'docs/data-flow.md#personal-fields': personalFields(capabilities),
  };
  process.stdout.write(JSON.stringify(papers));
}

/** A schema on one line: a change shows as one line of difference. */
function shapeOf(schema: TSchema): string {
  return JSON.stringify(schema);
}
