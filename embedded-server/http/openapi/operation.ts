/** One call as OpenAPI describes it. */
import type { DocumentedAccess, DocumentedMethod, DocumentedOperation } from '#contract/openapi.ts';
import type { JsonObject } from '#contract/wire.ts';

export interface OperationParts {
  method: DocumentedMethod;
  /** With `:name` parameters. */
  path: string;
  id: string;
  tag: string;
  summary: string;
  /** Besides those in the path. */
  query: readonly { name: string; required: boolean; schema: unknown }[];
  /** Undefined = none is read. */
  body?: unknown;
  bodyType?: string;
  /** Status of success to its schema; undefined = nothing is said. */
  replies: Readonly<Record<string, unknown>>;
  access: DocumentedAccess;
  /** Names of security schemes, any of which will do; empty = no credential. */
  security: readonly string[];
}

/** `/a/:id` → `/a/{id}`. */
export function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

function pathParameters(path: string): DocumentedOperation['parameters'] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

const errorReply = { $ref: '#/components/responses/Error' };

function replyOf(schema: unknown, type: string): { description: string } & JsonObject {
  if (schema === undefined) return { description: 'Done' };
  return { description: 'Done', content: { [type]: { schema } } };
}

export function describeOperation(parts: OperationParts): DocumentedOperation {
  const { path, query, body, bodyType = 'application/json', replies, access, security } = parts;
  const done = Object.entries(replies).map(([status, schema]) => [status, replyOf(schema, 'application/json')]);
  return {
    operationId: parts.id,
    summary: parts.summary,
    tags: [parts.tag],
    parameters: [...pathParameters(path), ...query.map((parameter) => ({ ...parameter, in: 'query' as const }))],
    ...(body !== undefined && { requestBody: { content: { [bodyType]: { schema: body } } } }),
    responses: { ...(Object.fromEntries(done) as DocumentedOperation['responses']), default: { description: 'Refused', ...errorReply } },
    security: security.length === 0 ? [] : security.map((name) => ({ [name]: [] })),
    'x-valvomo-access': access,
  };
}
