/** What handlers of the console's calls look like; their inputs and replies are typed by the contract's table. */
import type { z } from 'zod';

import type { CallAnswer, ConsoleApi, ConsoleCall } from '#contract/console-api.ts';

import type { ShownDisplay } from '../../flows/displays.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import type { Locked } from '../../tenants/locked.ts';
import type { SignedIn } from '../../tenants/sign-in.ts';
import type { DisplayCookie } from './display-cookie.ts';
import type { JsonBytes } from './json-bytes.ts';

/** Calls that need no session. */
export type PublicCall = 'state' | 'setup' | 'login' | 'openDisplay';
/** Calls of a locked console. */
export type LockCall = 'lockPicture' | 'unlock';
/** Calls of people who may read the site, and of unattended displays. */
export type WallCall = 'wall';
/** Calls of somebody signed in. */
export type PersonCall = Exclude<ConsoleCall, PublicCall | LockCall | WallCall>;

/** The cookie that carries a session's id; sent with the reply. */
export interface SessionCookie {
  set(sessionId: string): void;
  clear(): void;
}

export interface PublicContext {
  /** Whoever is signed in, if anybody is. */
  person: SignedIn | undefined;
  /** What the cookie stands for where the console is locked. */
  lock: Locked | undefined;
  address: string;
  cookie: SessionCookie;
  /** Of an unattended display. */
  displayCookie: DisplayCookie;
}

export interface WallContext {
  tenant: OpenTenant;
  /** Null for a person. */
  display: ShownDisplay | null;
  gone: AbortSignal;
}

export interface LockContext {
  lock: Locked;
  /** The tenant of whose lock it is. */
  tenant: OpenTenant;
  address: string;
  cookie: SessionCookie;
  /** Aborted once nobody waits for the answer any more, for what takes long. */
  gone: AbortSignal;
}

export interface PersonContext {
  person: SignedIn;
  /** The person's tenant; nothing in a request can name another. */
  tenant: OpenTenant;
  address: string;
  cookie: SessionCookie;
  gone: AbortSignal;
}

/** An empty object's type forbids every key, which would forbid those of its neighbours too. */
type Parsed<S extends z.ZodType> = z.output<S> extends Record<string, never> ? object : z.output<S>;

/** Parameters, query and body of a call, parsed. */
export type CallArguments<K extends ConsoleCall> = Parsed<ConsoleApi[K]['params']> &
  Parsed<ConsoleApi[K]['query']> &
  Parsed<ConsoleApi[K]['body']>;

/** An answer, or its JSON where writing that is too much work for a serialiser that knows nothing of it. */
type Answer<Value> = Value | JsonBytes<Value>;

export type Handler<K extends ConsoleCall, Context> = (
  context: Context,
  input: CallArguments<K>,
) => Answer<CallAnswer<K>> | Promise<Answer<CallAnswer<K>>>;

export type PublicHandlers = { [K in PublicCall]: Handler<K, PublicContext> };
export type LockHandlers = { [K in LockCall]: Handler<K, LockContext> };
export type WallHandlers = { [K in WallCall]: Handler<K, WallContext> };
export type PersonHandlers = { [K in PersonCall]: Handler<K, PersonContext> };
export type ConsoleHandlers = PublicHandlers & LockHandlers & WallHandlers & PersonHandlers;
