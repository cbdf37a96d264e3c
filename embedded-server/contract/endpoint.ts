/** The form of an endpoint's declaration; the tables in console-api.ts are made of these. */
import type { z } from 'zod';

import type { Permission } from './tenants.ts';

/**
 * Who may call: `public` anybody, `session` anybody signed in, else a permission. With `stepUp`
 * the password must have been given within the last 15 minutes.
 */
export type Access = 'public' | 'session' | Permission;

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `:name` parameters. */
  path: string;
  access: Access;
  stepUp?: boolean;
  params: Params;
  query: Query;
  body: Body;
  reply: Reply;
}
