/**
 * The console's API: one table, from which the core's handlers and the renderer's `call()` take their
 * types. Every request is JSON; state-changing ones need the console's own Origin. Replies are parsed
 * by the renderer, requests by the core.
 */
import type { z } from 'zod';

import { alarmCalls } from './console/alarm-calls.ts';
import { auditCalls } from './console/audit-calls.ts';
import { binCalls } from './console/bin-calls.ts';
import { deviceBulkCalls } from './console/device-bulk-calls.ts';
import { demoCalls } from './console/demo-calls.ts';
import { deviceFilterCalls } from './console/device-filter-calls.ts';
import { deviceImportCalls } from './console/device-import-calls.ts';
import { deviceCalls } from './console/device-calls.ts';
import { discoveryCalls } from './console/discovery-calls.ts';
import { nextCalls } from './console/next-calls.ts';
import { findCalls } from './console/find-calls.ts';
import { installationCalls } from './console/installation-calls.ts';
import { wallCalls } from './console/wall-calls.ts';
import { jobCalls } from './console/job-calls.ts';
import { openApiCalls } from './console/openapi-calls.ts';
import { commandCalls } from './console/command-calls.ts';
import { maintenanceCalls } from './console/maintenance-calls.ts';
import { peopleCalls } from './console/people-calls.ts';
import { registrationCalls } from './console/registration-calls.ts';
import { replacementCalls } from './console/replacement-calls.ts';
import { ruleCalls } from './console/rule-calls.ts';
import { senderCalls } from './console/sender-calls.ts';
import { seriesCalls } from './console/series-calls.ts';
import { sessionCalls } from './console/session-calls.ts';
import { siteCalls } from './console/site-calls.ts';
import { toDoCalls } from './console/to-do-calls.ts';
import { trendCalls } from './console/trend-calls.ts';
import { tenantCalls } from './console/tenant-calls.ts';
import { tokenCalls } from './console/token-calls.ts';
import type { Endpoint } from './endpoint.ts';
import { sitePermissions } from './tenants.ts';

export const consoleApi = {
  ...sessionCalls,
  ...siteCalls,
  ...alarmCalls,
  ...deviceCalls,
  ...deviceBulkCalls,
  ...deviceFilterCalls,
  ...deviceImportCalls,
  ...demoCalls,
  ...senderCalls,
  ...discoveryCalls,
  ...toDoCalls,
  ...binCalls,
  ...commandCalls,
  ...maintenanceCalls,
  ...replacementCalls,
  ...registrationCalls,
  ...seriesCalls,
  ...trendCalls,
  ...ruleCalls,
  ...peopleCalls,
  ...findCalls,
  ...nextCalls,
  ...wallCalls,
  ...tenantCalls,
  ...auditCalls,
  ...installationCalls,
  ...tokenCalls,
  ...openApiCalls,
  ...jobCalls,
};

/**
 * Header with which a page says which tenant it shows, so that one left open while its browser went into another site changes
 * nothing there.
 */
export const shownTenantHeader = 'valvomo-tenant';

export type ConsoleApi = typeof consoleApi;
export type ConsoleCall = keyof ConsoleApi;

function isVisitorAct({ access, method }: Endpoint): boolean {
  return method !== 'GET' && sitePermissions.some((permission) => permission === access);
}

/** Calls that stand in the log of a site as what a visitor did, beside what they record themselves. */
export const visitorActs: readonly ConsoleCall[] = (Object.keys(consoleApi) as ConsoleCall[]).filter((name) => isVisitorAct(consoleApi[name]));

/** An empty object's type forbids every key, which would forbid those of its neighbours too. */
type Given<S extends z.ZodType> = z.input<S> extends Record<string, never> ? object : z.input<S>;
/** What a caller gives: parameters, query and body before parsing. */
export type CallInput<K extends ConsoleCall> = Given<ConsoleApi[K]['params']> &
  Given<ConsoleApi[K]['query']> &
  Given<ConsoleApi[K]['body']>;
/** What a caller gets: the reply after parsing. */
export type CallReply<K extends ConsoleCall> = z.output<ConsoleApi[K]['reply']>;
/** The reply as it goes over the wire. */
export type CallAnswer<K extends ConsoleCall> = z.input<ConsoleApi[K]['reply']>;
