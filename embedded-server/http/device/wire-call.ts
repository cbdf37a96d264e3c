/** A request on the device listener, as far as HTTP is understood: the framework's own, or one that was taken past it. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

import type { OpenTenant } from '../../flows/open-tenant.ts';
import type { Caller } from '../../tenants/caller.ts';

/** Who was let in, and whose objects it is about. */
export interface Admitted {
  caller: Caller;
  tenant: OpenTenant;
}

export interface WireCall {
  readonly raw: IncomingMessage;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly ip: string;
  /** `http` or `https`. */
  readonly protocol: string;
  readonly headers: IncomingHttpHeaders;
  readonly params: unknown;
  readonly body?: unknown;
  /** Set before the body is read. */
  admitted?: Admitted;
}
