/** Audit records that programs report. https://cumulocity.com/api/core/#tag/Audits Pure. */
import { isJsonObject, parseId, requireDeviceTime, requireFields, requireJsonObject, requireText, type JsonObject } from '#contract/wire.ts';
import { ExpectedError } from '#contract/errors.ts';

import type { AuditChange, AuditRecord } from './audit-store.ts';

const known = ['id', 'self', 'creationTime', 'time', 'type', 'activity', 'text', 'source', 'changes', 'user'];
export const auditSeverities = ['CRITICAL', 'MAJOR', 'MINOR', 'WARNING', 'INFORMATION'] as const;
const maxText = 4_000;
const maxChanges = 200;

function parseSource(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const id = isJsonObject(value) ? value['id'] : undefined;
  if (typeof id === 'string' && id !== '' && id.length <= 200) return id;
  const number = parseId(id);
  if (number !== null) return String(number);
  throw new ExpectedError('invalid', "'source.id' must be an id");
}

function parseChange(value: unknown): AuditChange {
  const { attribute, previousValue = null, newValue = null } = requireJsonObject(value, 'a change');
  return { attribute: requireText(attribute, 'attribute', 200), previousValue, newValue };
}

/** Clients send a list, or a set as Java writes one: an object with the list in it. */
function parseChanges(value: unknown): AuditChange[] {
  if (value === undefined || value === null) return [];
  const list = isJsonObject(value) ? value['changes'] : value;
  if (!Array.isArray(list)) throw new ExpectedError('invalid', "'changes' must be a list");
  if (list.length > maxChanges) throw new ExpectedError('invalid', `'changes' may have at most ${maxChanges} members`);
  return list.map(parseChange);
}

function assertSeverity(value: unknown): void {
  if (value === undefined || auditSeverities.some((severity) => severity === String(value))) return;
  throw new ExpectedError('invalid', `'severity' must be one of ${auditSeverities.join(', ')}`);
}

/** What the record says besides; who reported it stands in `user`, whoever it says it was beside that. */
function extrasOf(body: JsonObject): JsonObject {
  assertSeverity(body['severity']);
  const rest = Object.fromEntries(Object.entries(body).filter(([name, value]) => !known.includes(name) && value !== null));
  const user = typeof body['user'] === 'string' ? { valvomo_ReportedUser: body['user'] } : {};
  return { ...rest, ...user, valvomo_Reported: true };
}

/**
 * A reported record.
 * @param by who reports it. @param nowMs when.
 * @throws ExpectedError 'invalid'.
 */
export function parseAuditRecord(posted: unknown, by: string, nowMs: number): AuditRecord {
  const body = requireJsonObject(posted, 'an audit record');
  requireFields(body, ['activity', 'type', 'time', 'text']);
  return {
    timeMs: requireDeviceTime(body['time']),
    createdMs: nowMs,
    userName: by,
    type: requireText(body['type'], 'type', 100),
    activity: requireText(body['activity'], 'activity', maxText),
    text: requireText(body['text'], 'text', maxText),
    source: parseSource(body['source']),
    changes: parseChanges(body['changes']),
    extras: extrasOf(body),
  };
}
