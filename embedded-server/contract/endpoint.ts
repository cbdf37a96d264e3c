/** The form of a call's declaration; the tables in `console/` are made of these. */
import { z } from 'zod';

import type { Permission } from './tenants.ts';

/**
 * Who may call: `public` anybody, `session` anybody signed in, `lock` a console that is locked, `wall` whoever may
 * read the site and unattended displays, else a permission.
 * With `stepUp` the password must have been given within the last 15 minutes.
 */
export type Access = 'public' | 'session' | 'lock' | 'wall' | Permission;

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

const nothing = z.object({});
/** Reply of a call whose effect is all there is to say. */
export const done = z.object({ ok: z.literal(true) });
/** `:id` in a path. */
export const idParam = z.object({ id: z.string().regex(/^\d{1,16}$/) });
/** Rows in a page. */
export const limit = z.coerce.number().int().min(1).max(500).default(200);
/** Ms since 1970 UTC in a query. */
export const time = z.coerce.number().int().min(0);

interface Parts<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  access: Access;
  stepUp?: boolean;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
}

type Nothing = typeof nothing;

/** Declare a call; what is left out of params, query and body is empty. */
export function endpoint<
  R extends z.ZodType,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
>(method: Endpoint['method'], path: string, parts: Parts<P, Q, B, R>) {
  return { method, path, params: nothing, query: nothing, body: nothing, ...parts } as unknown as Endpoint<P, Q, B, R>;
}
