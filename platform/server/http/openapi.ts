import type { Endpoint } from '#shared/endpoint.ts';
import { Problem } from '#shared/problem.ts';
import type { TSchema } from '#shared/schema.ts';

/** OpenAPI 3.1 of all declarations. Schemas are JSON Schema already, so they stand as they are. */
export function openApi(endpoints: readonly Endpoint[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}').replace(/[*]$/, '{*}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Rakor', version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      schemas: { Problem },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'rakor_session' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operation(endpoint: Endpoint): object {
  const { access } = endpoint;
  return {
    operationId: endpoint.name,
    tags: [endpoint.name.split('.')[0]],
    summary: endpoint.summary.en,
    description: `${endpoint.summary.id}\n\nPermission: ${typeof access === 'string' ? access : access.name}`,
    parameters: [
      ...parameters(endpoint.params, 'path'),
      ...parameters(endpoint.query, 'query'),
      ...(endpoint.method === 'POST' ? [idempotencyKey] : []),
    ],
    ...(endpoint.method === 'POST' ? { requestBody: bodyOf(endpoint) } : {}),
    responses: {
      200: { description: 'Done', content: content(endpoint.replyType ?? 'json', endpoint.reply) },
      default: {
        description: `Refused: ${endpoint.refusals.join(', ') || 'see Problem'}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    ...(access === 'public' ? { security: [] } : { security: [{ session: [] }, { bearer: [] }] }),
    'x-rakor-records': endpoint.records.map((event) => event.name),
  };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'A UUID made by the caller. Sending the same request with the same key again is harmless.',
  schema: { type: 'string', format: 'uuid' },
};

function bodyOf(endpoint: Endpoint): object {
  return { required: true, content: content(endpoint.bodyType ?? 'json', endpoint.body) };
}

function content(type: 'json' | 'bytes' | 'stream', schema: TSchema): object {
  if (type === 'json') return { 'application/json': { schema } };
  return type === 'stream' ? { 'text/event-stream': {} } : { 'application/octet-stream': {} };
}

function parameters(schema: TSchema, where: 'path' | 'query'): object[] {
  if (!('properties' in schema) || typeof schema.properties !== 'object' || schema.properties === null)
    return [];
  const required = 'required' in schema && Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}
