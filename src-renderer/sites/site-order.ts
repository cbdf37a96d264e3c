/** Which site needs somebody most. Pure. */
import { type Severity, severities } from '#contract/alarms.ts';
import type { ListedSite } from '#contract/console/tenant-calls.ts';

/** What stands before a site's name: its worst open severity, `silent` when none of its devices is heard, or nothing. */
export type SiteState = Severity | 'silent' | 'suspended' | 'calm';

const needs: readonly SiteState[] = ['CRITICAL', 'MAJOR', 'silent', 'MINOR', 'WARNING', 'calm', 'suspended'];

/** Whether nothing at all is heard from a site that has devices. */
export function isSilent({ summary: { devices, fresh } }: ListedSite): boolean {
  return devices > 0 && fresh === 0;
}

export function siteState(site: ListedSite): SiteState {
  if (site.suspendedMs !== null) return 'suspended';
  const worst = severities.find((severity) => site.summary.open[severity] > 0);
  if (worst === 'CRITICAL' || worst === 'MAJOR') return worst;
  return isSilent(site) ? 'silent' : (worst ?? 'calm');
}

/** Whether somebody has yet to acknowledge alarms of the worst open severity. */
export function isUnseen({ summary }: ListedSite): boolean {
  const worst = severities.find((severity) => summary.open[severity] > 0);
  return worst !== undefined && summary.unacknowledged[worst] > 0;
}

/** The one that needs somebody first; among equals what nobody has seen, then by name. */
export function compareSites(one: ListedSite, other: ListedSite): number {
  const need = (site: ListedSite) => needs.indexOf(siteState(site)) * 2 + (isUnseen(site) ? 0 : 1);
  return need(one) - need(other) || one.name.localeCompare(other.name);
}

/** Whether a site needs somebody at all. */
export function needsAttention(site: ListedSite): boolean {
  const state = siteState(site);
  return state !== 'calm' && state !== 'suspended';
}
