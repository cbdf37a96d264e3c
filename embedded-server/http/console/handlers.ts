/** Every call of the contract's table with its handler; one that is missing does not compile. */
import type { Discovery } from '../../discovery/discovery.ts';
import type { PeopleParts } from '../../flows/people.ts';
import { alarmHandlers } from './alarm-handlers.ts';
import { auditHandlers } from './audit-handlers.ts';
import type { ConsoleHandlers } from './call.ts';
import { binHandlers } from './bin-handlers.ts';
import { deviceBulkHandlers } from './device-bulk-handlers.ts';
import { demoHandlers } from './demo-handlers.ts';
import { deviceFilterHandlers } from './device-filter-handlers.ts';
import { deviceImportHandlers } from './device-import-handlers.ts';
import { deviceHandlers } from './device-handlers.ts';
import { discoveryHandlers } from './discovery-handlers.ts';
import { findHandlers } from './find-handlers.ts';
import { installationHandlers, type InstallationHandlerParts } from './installation-handlers.ts';
import { jobHandlers } from './job-handlers.ts';
import { openApiHandlers } from './openapi-handlers.ts';
import { commandHandlers } from './command-handlers.ts';
import { maintenanceHandlers } from './maintenance-handlers.ts';
import { peopleHandlers } from './people-handlers.ts';
import { registrationHandlers } from './registration-handlers.ts';
import { replacementHandlers } from './replacement-handlers.ts';
import { ruleHandlers } from './rule-handlers.ts';
import { senderHandlers } from './sender-handlers.ts';
import { seriesHandlers } from './series-handlers.ts';
import { sessionHandlers, type SessionHandlerParts } from './session-handlers.ts';
import { siteHandlers } from './site-handlers.ts';
import { toDoHandlers } from './to-do-handlers.ts';
import { wallHandlers } from './wall-handlers.ts';
import { tokenHandlers } from './token-handlers.ts';
import { trendHandlers } from './trend-handlers.ts';
import { tenantHandlers, type TenantHandlerParts } from './tenant-handlers.ts';

export function consoleHandlers(
  session: SessionHandlerParts,
  people: PeopleParts,
  tenants: TenantHandlerParts,
  installation: InstallationHandlerParts,
  discovery: Discovery,
): ConsoleHandlers {
  return {
    ...sessionHandlers(session),
    ...siteHandlers,
    ...alarmHandlers,
    ...deviceHandlers,
    ...deviceBulkHandlers,
    ...deviceFilterHandlers,
    ...deviceImportHandlers,
    ...demoHandlers,
    ...senderHandlers,
    ...discoveryHandlers(discovery),
    ...toDoHandlers,
    ...binHandlers,
    ...commandHandlers,
    ...maintenanceHandlers,
    ...replacementHandlers,
    ...registrationHandlers,
    ...seriesHandlers,
    ...trendHandlers,
    ...ruleHandlers,
    ...peopleHandlers(people),
    ...findHandlers,
    ...wallHandlers(session.tenant),
    ...tenantHandlers(tenants),
    ...auditHandlers,
    ...tokenHandlers(installation.config.values['deviceListener.applications']),
    ...openApiHandlers(session),
    ...installationHandlers(installation),
    ...jobHandlers,
  };
}
