/** The console's calls, from the table they are served from. */
import { consoleApi, type ConsoleCall } from '#contract/console-api.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import type { DocumentedMethod } from '#contract/openapi.ts';

import { jsonSchema, membersOf } from './json-schemas.ts';
import type { OperationParts } from './operation.ts';

/** `updateDevice` → `Update device`. */
function words(name: string): string {
  const text = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function describe(name: string, { method, path, access, stepUp, query, body, reply }: Endpoint): OperationParts {
  const readsBody = method === 'POST' || method === 'PUT';
  return {
    method: method.toLowerCase() as DocumentedMethod,
    path,
    id: name,
    tag: 'console',
    summary: words(name),
    query: membersOf(query),
    ...(readsBody && { body: jsonSchema(body, 'input') }),
    replies: { 200: jsonSchema(reply, 'input') },
    access: { console: access, ...(stepUp && { stepUp }) },
    security: access === 'public' ? [] : ['session'],
  };
}

export function* consoleOperations(): Generator<OperationParts> {
  for (const name of Object.keys(consoleApi) as ConsoleCall[]) yield describe(name, consoleApi[name]);
}
