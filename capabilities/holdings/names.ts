/** Every name that could betray what is held: tables, columns, fields of doors and of events. */
import type { Capability } from '#server/capability.ts';

/** `column:station.voters`, `door:stations.list/reply/voters`, `event:station.registered.v1/voters`. */
export function namesIn(columns: readonly string[], rooms: readonly Capability[]): readonly string[] {
  const tables = [...new Set(columns.map((each) => each.split('.')[0] ?? each))];
  return [
    ...tables.map((table) => `table:${table}`),
    ...columns.map((column) => `column:${column}`),
    ...rooms.flatMap((room) => room.endpoints.flatMap(({ endpoint }) => doorNames(endpoint))),
    ...rooms.flatMap((room) =>
      room.events.flatMap(({ name, fields }) => Object.keys(fields).map((field) => `event:${name}/${field}`)),
    ),
  ];
}

function doorNames(endpoint: Capability['endpoints'][number]['endpoint']): readonly string[] {
  const parts = {
    params: endpoint.params,
    query: endpoint.query,
    body: endpoint.body,
    reply: endpoint.reply,
  };
  return Object.entries(parts).flatMap(([part, schema]) => [
    ...new Set(fieldsOf(schema).map((field) => `door:${endpoint.name}/${part}/${field}`)),
  ]);
}

/** Names of properties at any depth of a JSON schema. */
function fieldsOf(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(fieldsOf);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) =>
    key === 'properties' && typeof value === 'object' && value !== null
      ? [...Object.keys(value), ...Object.values(value).flatMap(fieldsOf)]
      : fieldsOf(value),
  );
}
