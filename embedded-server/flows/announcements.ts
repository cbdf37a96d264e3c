/**
 * What the host (the desktop shell) is told: the worst state over all tenants, and each new critical or
 * major alarm once, so that a closed or locked window loses nothing.
 */
import { severities, type ConsoleAlarm, type Severity } from '#contract/alarms.ts';
import type { HostMessage, SeverityCounts } from '#contract/desktop.ts';
import type { FeedMessage } from '#contract/feed.ts';

import type { OpenTenant } from './open-tenant.ts';
import type { Companion } from './tenants.ts';

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

/** Tells the host; remembers which alarms were announced. One acknowledged or ended is forgotten, for it cannot be new again. */
export class Announcements {
  readonly #tell: (message: HostMessage) => void;
  readonly #openCounts: (tenant: OpenTenant) => SeverityCounts;
  readonly #followed = new Set<OpenTenant>();
  readonly #announced = new Set<string>();
  #counts: SeverityCounts | undefined;

  /** @param openCounts open alarms of a tenant by severity. */
  constructor(tell: (message: HostMessage) => void, openCounts: (tenant: OpenTenant) => SeverityCounts) {
    this.#tell = tell;
    this.#openCounts = openCounts;
  }

  /** Follow the feed of a tenant and tell the host. */
  follow(tenant: OpenTenant): Companion {
    this.#followed.add(tenant);
    const unsubscribe = tenant.feed.subscribe(null, (message: FeedMessage) => {
      if (message.kind === 'alarm') this.#alarm(tenant.id, message.alarm);
      if (message.kind === 'alarm' || message.kind === 'alarm-removed') this.#tellCounts();
    });
    this.#tellCounts();
    return {
      cancel: () => {
        unsubscribe();
        this.#followed.delete(tenant);
        this.#tellCounts();
      },
      idle: () => Promise.resolve(),
    };
  }

  /** The platform stops: the host keeps what it was told last. */
  end(): void {
    this.#followed.clear();
    this.#counts = none;
  }

  #alarm(tenant: string, alarm: ConsoleAlarm): void {
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

  #tellCounts(): void {
    const counts = [...this.#followed].map(this.#openCounts).reduce(addCounts, none);
    if (this.#counts && severities.every((severity) => this.#counts?.[severity] === counts[severity])) return;
    this.#counts = counts;
    this.#tell({ type: 'state', counts });
  }
}
