/** Every route of the device listener. What is not here answers 404. */
import { alarmRoutes } from './alarm-routes.ts';
import { applicationRoutes } from './application-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { binaryRoutes } from './binary-routes.ts';
import { bulkOperationRoutes } from './bulk-operation-routes.ts';
import { bulkRegistrationRoutes } from './bulk-registration-routes.ts';
import { currentUserRoutes } from './current-user-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { identityRoutes } from './identity-routes.ts';
import { inventoryRoutes } from './inventory-routes.ts';
import { measurementRoutes } from './measurement-routes.ts';
import { operationRoutes } from './operation-routes.ts';
import { platformRoutes } from './platform-routes.ts';
import { realtimeRoutes } from './realtime/realtime-routes.ts';
import { registrationRoutes } from './registration-routes.ts';
import { retentionRoutes } from './retention-routes.ts';
import type { DeviceRoute, PublicRoute } from './route.ts';
import { publicRoutes, signInRoutes } from './sign-in-routes.ts';
import { tenantRoutes } from './tenant-routes.ts';
import { userRoutes } from './user-routes.ts';

export const allDeviceRoutes: readonly DeviceRoute[] = [
  ...inventoryRoutes,
  ...identityRoutes,
  ...measurementRoutes,
  ...eventRoutes,
  ...alarmRoutes,
  ...operationRoutes,
  ...bulkOperationRoutes,
  ...registrationRoutes,
  ...bulkRegistrationRoutes,
  ...signInRoutes,
  ...realtimeRoutes,
  ...binaryRoutes,
  ...platformRoutes,
  ...tenantRoutes,
  ...currentUserRoutes,
  ...userRoutes,
  ...applicationRoutes,
  ...auditRoutes,
  ...retentionRoutes,
];

/** What answers without a credential. */
export const publicDeviceRoutes: readonly PublicRoute[] = publicRoutes;
