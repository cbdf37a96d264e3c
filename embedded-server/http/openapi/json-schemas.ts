/** JSON Schema (2020-12, as OpenAPI 3.1 has it) of what the contract says in zod. */
import { z } from 'zod';

import type { JsonObject } from '#contract/wire.ts';

/** @param io what is sent in, or what comes out of parsing. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', cycles: 'ref' });
  return rest;
}

/** The members of an object's schema, each with whether it must be there; none for other schemas. */
export function membersOf(schema: z.ZodType): { name: string; required: boolean; schema: unknown }[] {
  const { properties, required } = jsonSchema(schema, 'input') as { properties?: JsonObject; required?: string[] };
  return Object.entries(properties ?? {}).map(([name, member]) => ({ name, required: required?.includes(name) ?? false, schema: member }));
}
