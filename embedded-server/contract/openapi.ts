/** The description of both listeners' HTTP, as OpenAPI 3.1: what of it the console itself reads. */
import { z } from 'zod';

/** Who may call, in the words of the core's own table. */
export const documentedAccessSchema = z.object({
  /** On the device listener: which credentials; on the console: the session's permission. */
  device: z.boolean().optional(),
  bootstrap: z.boolean().optional(),
  token: z.string().nullable().optional(),
  user: z.string().nullable().optional(),
  console: z.string().optional(),
  stepUp: z.boolean().optional(),
});
export type DocumentedAccess = z.infer<typeof documentedAccessSchema>;

const parameterSchema = z.looseObject({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean(), schema: z.unknown() });
const contentSchema = z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })).optional() });

export const documentedOperationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(parameterSchema),
  requestBody: contentSchema.optional(),
  responses: z.record(z.string(), contentSchema.extend({ description: z.string() })),
  'x-valvomo-access': documentedAccessSchema,
});
export type DocumentedOperation = z.infer<typeof documentedOperationSchema>;

export const documentedMethods = ['get', 'post', 'put', 'delete'] as const;
export type DocumentedMethod = (typeof documentedMethods)[number];

const pathSchema = z.looseObject({
  servers: z.array(z.looseObject({ url: z.string() })),
  get: documentedOperationSchema.optional(),
  post: documentedOperationSchema.optional(),
  put: documentedOperationSchema.optional(),
  delete: documentedOperationSchema.optional(),
});

export const openApiSchema = z.looseObject({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), pathSchema) });
export type OpenApiDocument = z.infer<typeof openApiSchema>;
