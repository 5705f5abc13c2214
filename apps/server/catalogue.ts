import type { Capability } from '#server/capability.ts';

/** Everything that other programs may rely on: doors, events, problems, permissions. Drift is shown in review. */
export function catalogue(capabilities: readonly Capability[]) {
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
            params: endpoint.params,
            query: endpoint.query,
            body: endpoint.body,
            reply: endpoint.reply,
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

export function printCatalogue(capabilities: readonly Capability[]): void {
  process.stdout.write(`${JSON.stringify(catalogue(capabilities), null, 2)}\n`);
}
