/** Getting in: state, setup, signing in and out, the session itself. */
import type { ConsoleState } from '#contract/console/session-calls.ts';

import type { Clock } from '../../clock.ts';
import {
  beginSession,
  changeOwnPassword,
  noteActivity,
  signIn,
  stepUp,
  type SessionParts,
} from '../../flows/console-sessions.ts';
import { claimInstallation, isInstallationClaimed, type Installation } from '../../flows/first-run.ts';
import { unlock } from '../../flows/console-locks.ts';
import { lockView, type Locked } from '../../tenants/locked.ts';
import { sessionView } from '../../tenants/sign-in.ts';
import { hostTimeZone, readSite } from '../../tenants/site-settings.ts';
import { openAlarmCounts } from '../../flows/console-alarms.ts';
import type { ConsoleHandlers, PublicContext } from './call.ts';
import type { FeedOf } from './feed-route.ts';

export interface SessionHandlerParts extends SessionParts {
  clock: Clock;
  installation: Installation;
  feedOf: FeedOf;
  version: string;
  deviceUrl(): string;
}

type SessionCalls = 'state' | 'setup' | 'login' | 'logout' | 'lock' | 'lockPicture' | 'unlock' | 'activity' | 'stepUp' | 'changeOwnPassword';

function stateOf(parts: SessionHandlerParts, { person, lock }: PublicContext): ConsoleState {
  const tenant = person?.permissions.includes('site:read') ? parts.tenant(person.session.tenant) : undefined;
  return {
    claimed: isInstallationClaimed(parts.installation),
    version: parts.version,
    nowMs: parts.clock.now(),
    hostTimeZone: hostTimeZone(),
    deviceUrl: parts.deviceUrl(),
    feedId: person ? (parts.feedOf(person)?.lastId ?? null) : null,
    session: person ? sessionView(parts.sessions, person) : null,
    lock: lockOf(parts, lock),
    site: tenant ? readSite(tenant.database, tenant.id) : null,
  };
}

function lockOf(parts: SessionHandlerParts, locked: Locked | undefined): ConsoleState['lock'] {
  const tenant = locked && parts.tenant(locked.lock.tenant);
  return tenant ? lockView(parts.locks, locked, readSite(tenant.database, tenant.id)) : null;
}

/** Calls that begin a session: each ends the one that was there and sets the cookie. */
function gettingIn(parts: SessionHandlerParts): Pick<ConsoleHandlers, 'state' | 'setup' | 'login'> {
  const { installation, sessions } = parts;
  return {
    state: (context) => stateOf(parts, context),
    async setup({ address, cookie }, { setupToken, userName, password, siteName, timeZone }) {
      const site = { name: siteName, timeZone };
      const bootstrap = await claimInstallation(installation, setupToken, { userName, password, site });
      const begun = await beginSession(parts, installation.main, userName, address);
      cookie.set(begun.id);
      return { session: sessionView(sessions, begun.person), bootstrap };
    },
    async login({ person, lock, address, cookie }, { userName, password }) {
      const begun = await signIn(parts, userName, password, address);
      if (person) await sessions.end(person.session, 'replaced');
      if (lock) parts.locks.end(lock.lock);
      cookie.set(begun.id);
      return { session: sessionView(sessions, begun.person) };
    },
  };
}

/** Locking and coming back: the cookie stays, and stands for the lock. */
function locking(parts: SessionHandlerParts): Pick<ConsoleHandlers, 'lock' | 'lockPicture' | 'unlock'> {
  return {
    async lock({ person }) {
      await parts.sessions.end(person.session, 'locked');
      return { ok: true };
    },
    lockPicture: ({ tenant }) => ({ ...openAlarmCounts(tenant), nowMs: parts.clock.now() }),
    async unlock({ lock, tenant, address, cookie }, { password }) {
      const begun = await unlock(parts, tenant, lock, password, address);
      cookie.set(begun.id);
      return { session: sessionView(parts.sessions, begun.person) };
    },
  };
}

export function sessionHandlers(parts: SessionHandlerParts): Pick<ConsoleHandlers, SessionCalls> {
  const { sessions } = parts;
  return {
    ...gettingIn(parts),
    ...locking(parts),
    async logout({ person, cookie }) {
      await sessions.end(person.session, 'signed-out');
      cookie.clear();
      return { ok: true };
    },
    async activity({ person }) {
      await noteActivity(parts, person);
      return { session: sessionView(sessions, person) };
    },
    async stepUp({ person, address }, { password }) {
      await stepUp(parts, person, password, address);
      return { session: sessionView(sessions, person) };
    },
    async changeOwnPassword({ person, address, cookie }, passwords) {
      const begun = await changeOwnPassword(parts, person, passwords, address);
      cookie.set(begun.id);
      return { session: sessionView(sessions, begun.person) };
    },
  };
}
