/** What the live feed tells of alarms, once it is on disk. */
import { logger } from '../log.ts';
import { findConsoleAlarm } from './console-alarms.ts';
import type { OpenTenant } from './open-tenant.ts';

const log = logger('alarms');

function publish(tenant: OpenTenant, id: number): void {
  try {
    const alarm = findConsoleAlarm(tenant, id);
    if (alarm) tenant.feed.publish({ kind: 'alarm', alarm });
  } catch (error) {
    // It is on disk: whoever wrote it must not be told otherwise because a picture could not be drawn.
    log.error({ err: error, alarmId: id }, 'a changed alarm could not be published');
  }
}

/** The alarm's new picture, after the running unit is on disk. */
export function publishAlarm(tenant: OpenTenant, id: number): void {
  tenant.database.afterCommit.add(() => publish(tenant, id));
}

/** The alarm is gone, after the running unit is on disk. */
export function publishAlarmRemoved(tenant: OpenTenant, id: number): void {
  tenant.database.afterCommit.add(() => tenant.feed.publish({ kind: 'alarm-removed', alarmId: String(id) }));
}
