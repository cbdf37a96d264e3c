/**
 * What the host (the desktop shell) is told: the worst state over all tenants, and each new critical or
 * major alarm once, so that a closed or locked window loses nothing.
 */
import { severities, type ConsoleAlarm, type Severity } from '#contract/alarms.ts';
import type { HostMessage, SeverityCounts } from '#contract/desktop.ts';
import type { FeedMessage } from '#contract/feed.ts';

import type { OpenTenant } from './open-tenant.ts';

/** Severities that make a notice of the operating system. */
const announced: readonly Severity[] = ['CRITICAL', 'MAJOR'];

/** Whether an alarm's picture is one a person must be told of now. */
export function isNoticeable(alarm: ConsoleAlarm): boolean {
  const { active, acknowledged, shelved, suppressed, outOfService } = alarm.state;
  const quiet = shelved !== null || suppressed !== null || outOfService || alarm.late;
  return announced.includes(alarm.severity) && active && !acknowledged && !quiet;
}

export function addCounts(a: SeverityCounts, b: SeverityCounts): SeverityCounts {
  return Object.fromEntries(severities.map((severity) => [severity, a[severity] + b[severity]])) as SeverityCounts;
}

const none: SeverityCounts = { CRITICAL: 0, MAJOR: 0, MINOR: 0, WARNING: 0 };

/** Remembers which alarms were announced; an alarm acknowledged or ended is forgotten, for it cannot be new again. */
class Announcements {
  readonly #tell: (message: HostMessage) => void;
  readonly #announced = new Set<string>();
  #counts: SeverityCounts | undefined;

  constructor(tell: (message: HostMessage) => void) {
    this.#tell = tell;
  }

  alarm(tenant: string, alarm: ConsoleAlarm): void {
    const key = `${tenant}/${alarm.id}`;
    if (!isNoticeable(alarm)) {
      this.#announced.delete(key);
      return;
    }
    if (this.#announced.has(key)) return;
    this.#announced.add(key);
    const title = `${alarm.deviceName} ${alarm.text}`.trim();
    this.#tell({ type: 'notice', alarmId: alarm.id, tenant, severity: alarm.severity, title, body: alarm.place ?? '' });
  }

  counts(counts: SeverityCounts): void {
    if (this.#counts && severities.every((severity) => this.#counts?.[severity] === counts[severity])) return;
    this.#counts = counts;
    this.#tell({ type: 'state', counts });
  }
}

/**
 * Follow the feeds of all tenants and tell the host.
 * @param openCounts open alarms of a tenant by severity.
 * @returns the function that stops it.
 */
export function announceTo(
  tell: (message: HostMessage) => void,
  tenants: readonly OpenTenant[],
  openCounts: (tenant: OpenTenant) => SeverityCounts,
): () => void {
  const announcements = new Announcements(tell);
  const tellCounts = () => announcements.counts(tenants.map(openCounts).reduce(addCounts, none));
  const follow = (tenant: OpenTenant) =>
    tenant.feed.subscribe(null, (message: FeedMessage) => {
      if (message.kind === 'alarm') announcements.alarm(tenant.id, message.alarm);
      if (message.kind === 'alarm' || message.kind === 'alarm-removed') tellCounts();
    });
  const ends = tenants.map(follow);
  tellCounts();
  return () => ends.forEach((end) => end());
}
