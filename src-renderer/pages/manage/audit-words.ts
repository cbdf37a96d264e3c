/** What the audit log says was done, in the reader's language where the catalogues know it. Pure. */
import type { TFunction } from 'i18next';

import type { AuditRecordView } from '#contract/console/audit-calls.ts';

const known = [
  'alarmUpdated',
  'alarmDeleted',
  'bulkOperationCreated',
  'bulkOperationUpdated',
  'bulkOperationCanceled',
  'consoleLockedForIdleness',
  'maintenanceStarted',
  'maintenanceEnded',
  'operationCreated',
  'operationUpdated',
  'ruleCreated',
  'ruleUpdated',
  'ruleDeleted',
  'sessionEndedAtItsLongestTime',
  'sessionEndedByAdministration',
  'sessionEndedForANewerOne',
  'signInRefused',
  'siteEntered',
  'siteLeft',
  'siteUpdated',
  'supportAccessAskedFor',
  'supportAccessEnded',
  'supportAccessGranted',
  'supportAccessRefused',
  'tenantCreated',
  'tenantResumed',
  'tenantSuspended',
  'tokenCreated',
  'tokenRestored',
  'tokenRevoked',
  'userCreated',
  'userLockedTheConsole',
  'userSignedIn',
  'userSignedOut',
  'userUnlockedTheConsole',
  'userUpdated',
  'visitorActed',
] as const;

/** `User signed in` → `userSignedIn`. */
function keyOf(activity: string): string {
  const [first = '', ...rest] = activity.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '');
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** What was done, in words; as the record says it where nobody has put it into words. */
export function activityWords(t: TFunction<'manage'>, activity: string): string {
  const key = known.find((other) => other === keyOf(activity));
  return key ? t(`audit.activity.${key}`) : activity;
}

/** What it was done to: the text of the record without the activity it begins with. */
export function objectWords({ activity, text }: AuditRecordView): string {
  return text.startsWith(`${activity}: `) ? text.slice(activity.length + 2) : text === activity ? '' : text;
}

/** A value of a change as a person reads it. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
