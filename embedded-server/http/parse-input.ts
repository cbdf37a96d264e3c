/** What comes in is parsed by a schema; what does not fit is an expected error that names the fields. */
import type { z } from 'zod';

import { ExpectedError } from '#contract/errors.ts';

/** Field path to message. The first problem of a field counts. */
function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.map(String).join('.')] ??= issue.message;
  return fields;
}

function sentence(fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(([path, text]) => (path ? `${path}: ${text}` : text));
  return parts.slice(0, 5).join('; ').slice(0, 500);
}

/**
 * Parse input.
 * @throws ExpectedError 'invalid' with the fields that do not fit.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = fieldsOf(parsed.error);
  throw new ExpectedError('invalid', sentence(fields), { fields });
}
