/** One call of the console's API: who is it, may it, what does it say, what is answered. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { consoleApi, shownTenantHeader, visitorActs, type ConsoleCall } from '#contract/console-api.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import { ExpectedError } from '#contract/errors.ts';

import type { ShownDisplay } from '../../flows/displays.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import { noteVisitorAct } from '../../flows/visits.ts';
import type { Locked } from '../../tenants/locked.ts';
import type { SignedIn } from '../../tenants/sign-in.ts';
import type { RateLimits } from '../device/rate-limits.ts';
import { parseInput } from '../parse-input.ts';
import type { ConsoleHandlers, LockContext, PersonContext, PublicContext, WallContext } from './call.ts';
import { displayCookieOf, displaySessionOf } from './display-cookie.ts';
import { JsonBytes } from './json-bytes.ts';
import { sessionCookieOf, sessionIdOf } from './session-cookie.ts';

/** What dispatching takes of the rest. */
export interface DispatchParts {
  /** Who a session's id belongs to. */
  personOf(sessionId: string | undefined): SignedIn | undefined;
  /** What an id stands for whose session was locked. */
  lockOf(sessionId: string | undefined): Locked | undefined;
  /** What the id of a display's session stands for. */
  displayOf(sessionId: string | undefined): ShownDisplay | undefined;
  isSteppedUp(person: SignedIn): boolean;
  tenant(id: string): OpenTenant | undefined;
  /** Counts requests; undefined when limits are off. */
  limits: RateLimits | undefined;
}

/** What a person or an address may send: a burst, and so many a second in the long run. */
export const callerRate = { rate: 50, burst: 200 };

/** A handler as dispatch calls it: what it is given was parsed by its own endpoint's schemas. */
type ParsedHandler = (context: Admitted, input: object) => unknown;
type Admitted = PublicContext | LockContext | WallContext | PersonContext;

function parseCall({ params, query, body }: Endpoint, request: FastifyRequest): object {
  return {
    ...Object(parseInput(params, request.params)),
    ...Object(parseInput(query, request.query)),
    ...Object(parseInput(body, request.body ?? {})),
  };
}

/** @throws ExpectedError 'forbidden', 'step-up-required'. */
function assertAllowed({ access, stepUp }: Endpoint, person: SignedIn, parts: DispatchParts): void {
  if (access !== 'public' && access !== 'session' && access !== 'lock' && access !== 'wall' && !person.permissions.includes(access)) {
    throw new ExpectedError('forbidden', 'Your role does not include this');
  }
  if (stepUp && !parts.isSteppedUp(person)) {
    throw new ExpectedError('step-up-required', 'Give your password again for this');
  }
}

function required<Given>(given: Given | undefined): Given {
  if (given === undefined) throw new ExpectedError('unauthorized', 'Sign in first');
  return given;
}

/** Aborts when the connection closes before the answer was sent. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort(new ExpectedError('unavailable', 'Nobody waits for the answer any more'));
  });
  return gone.signal;
}

/**
 * Whether a page that says which site it shows shows this one: the tabs of a browser share one session, and one of them may have
 * gone to another site meanwhile.
 */
function isMeant(request: FastifyRequest, tenant: OpenTenant): boolean {
  const shown = request.headers[shownTenantHeader];
  return shown === undefined || shown === tenant.id;
}

/** What somebody changes in a site that is not theirs stands in its log, whatever it was. */
async function noteVisit(name: ConsoleCall, { person, tenant }: Partial<PersonContext>, input: object): Promise<void> {
  if (!person?.visit || !tenant || !visitorActs.includes(name)) return;
  await noteVisitorAct(tenant, person.user.userName, name, 'id' in input ? String(input.id) : null);
}

/** People who may read the site see its wall; without one of them, the display whose cookie it is. */
function admitToWall(request: FastifyRequest, person: SignedIn | undefined, gone: AbortSignal, parts: DispatchParts): WallContext {
  const tenant = person?.permissions.includes('site:read') ? parts.tenant(person.session.tenant) : undefined;
  if (tenant) return { tenant, display: null, gone };
  const display = required(parts.displayOf(displaySessionOf(request)));
  return { tenant: display.tenant, display, gone };
}

/**
 * Who is calling, allowed to.
 * @throws ExpectedError 'unauthorized' without a session where one is needed, 'forbidden', 'step-up-required', 'too-many-requests'.
 */
function admit(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply, parts: DispatchParts): Admitted {
  const id = sessionIdOf(request);
  const person = parts.personOf(id);
  const lock = person ? undefined : parts.lockOf(id);
  parts.limits?.take(person?.session.key ?? lock?.lock.key ?? `address ${request.ip}`, callerRate);
  const common = { address: request.ip, cookie: sessionCookieOf(reply), gone: goneSignal(reply) };
  if (endpoint.access === 'public') return { ...common, person, lock, displayCookie: displayCookieOf(reply) };
  if (endpoint.access === 'wall') return admitToWall(request, person, common.gone, parts);
  if (endpoint.access === 'lock') {
    const locked = required(lock);
    return { ...common, lock: locked, tenant: required(parts.tenant(locked.lock.tenant)) };
  }
  const known = required(person);
  assertAllowed(endpoint, known, parts);
  const tenant = required(parts.tenant(known.session.tenant));
  return { ...common, person: known, tenant: required(isMeant(request, tenant) ? tenant : undefined) };
}

/** Serve every call of the contract's table. */
export function addCalls(server: FastifyInstance, handlers: ConsoleHandlers, parts: DispatchParts): void {
  for (const name of Object.keys(consoleApi) as ConsoleCall[]) {
    const endpoint: Endpoint = consoleApi[name];
    // Each handler's own type says what its endpoint parses and admits; of a name picked at run time the compiler cannot know it.
    const handler = handlers[name] as ParsedHandler;
    server.route({
      method: endpoint.method,
      url: endpoint.path,
      handler: async (request, reply) => {
        const context = admit(endpoint, request, reply, parts);
        const input = parseCall(endpoint, request);
        const answer = await handler(context, input);
        await noteVisit(name, context, input);
        return answer instanceof JsonBytes ? reply.type('application/json; charset=utf-8').send(answer.bytes) : answer;
      },
    });
  }
}
