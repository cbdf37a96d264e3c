/**
 * Bodies as the routes of the device listener take them: what must be there and what has a meaning; fragments are added
 * freely. The routes parse by hand and say more in their refusals; `document.test.ts` holds the two to each other.
 */
import { z } from 'zod';

import { auditSeverities } from '../../audit/posted-record.ts';
import { dataTypes } from '../../retention/retention-rule.ts';

const id = z.union([z.string().regex(/^\d{1,15}$/), z.number().int().nonnegative()]).describe('Digits, as a text or a number');
const instant = z.string().describe('Date and time with zone, such as 2026-11-19T14:32:08.000+02:00');
const source = z.looseObject({ id });
const text = z.string().min(1);
const label = z.string().nullable().optional();

const managedObject = z.looseObject({ name: label, type: label }).describe('Any JSON object. In a change each member replaces the whole fragment of its name; null removes it');
const reference = z.looseObject({ managedObject: z.looseObject({ id: id.optional(), self: z.string().optional() }) });
const child = z.union([reference, z.looseObject({ references: z.array(reference) }), managedObject]).describe('A reference, several, or a new object; the media type says which, or else the form');

const measurement = z.looseObject({ source, type: text, time: instant }).describe('Fragments hold samples: {"c8y_Temp":{"T":{"value":21.5,"unit":"C"}}}');
const measurements = z.union([measurement, z.object({ measurements: z.array(measurement) })]);

const severity = z.string().regex(/^(CRITICAL|MAJOR|MINOR|WARNING)$/i);
const alarmStatus = z.string().regex(/^(ACTIVE|ACKNOWLEDGED|CLEARED)$/i);
const operationStatus = z.enum(['PENDING', 'EXECUTING', 'SUCCESSFUL', 'FAILED']);
const prototype = z.looseObject({}).describe('A command: a fragment such as c8y_Restart');
const change = z.looseObject({ attribute: text, previousValue: z.unknown(), newValue: z.unknown() });
const names = { firstName: label, lastName: label, email: label, phone: label, customProperties: z.looseObject({}).nullable().optional() };
const user = z.looseObject({ enabled: z.boolean().optional(), ...names });
const rule = z.looseObject({
  dataType: z.enum(dataTypes),
  fragmentType: z.string().nullable().optional(),
  type: z.string().nullable().optional(),
  source: z.union([z.string(), z.number().int(), z.looseObject({ id })]).nullable().optional(),
  maximumAge: z.union([z.number().int(), z.string().regex(/^\d+$/)]).describe('Days'),
});

const optionValue = z.union([z.string(), z.number(), z.boolean()]).describe('Kept as a text');
const anything = z.unknown().describe('Not read');
const bayeux = z.looseObject({ channel: z.string(), clientId: z.string().optional(), id: z.unknown().optional(), subscription: z.union([z.string(), z.array(z.string())]).optional() });
const realtime = z.union([z.array(bayeux), bayeux]).describe('Messages of the Bayeux protocol');

/** By method and path. */
export const wireBodies: Readonly<Record<string, z.ZodType>> = {
  'POST /inventory/managedObjects': managedObject,
  'PUT /inventory/managedObjects/:id': managedObject,
  'POST /inventory/managedObjects/:id/childDevices': child,
  'POST /inventory/managedObjects/:id/childAssets': child,
  'POST /inventory/managedObjects/:id/childAdditions': child,
  'POST /identity/globalIds/:globalId/externalIds': z.looseObject({ type: text, externalId: text }),
  'POST /measurement/measurements': measurements,
  'POST /event/events': z.looseObject({ source, type: text, text, time: instant }),
  'PUT /event/events/:id': z.looseObject({ text: z.string().optional() }),
  'POST /alarm/alarms': z.looseObject({ source, type: text, text, severity, status: alarmStatus.nullable().optional(), time: instant }),
  'PUT /alarm/alarms': z.strictObject({ status: alarmStatus }),
  'PUT /alarm/alarms/:id': z.looseObject({ text: z.string().optional(), severity: severity.optional(), status: alarmStatus.optional() }),
  'POST /devicecontrol/operations': z.looseObject({ deviceId: id, description: label }).describe('With a command: a fragment such as c8y_Restart'),
  'PUT /devicecontrol/operations/:id': z.looseObject({ status: operationStatus.optional(), description: label, failureReason: label }),
  'POST /devicecontrol/bulkoperations': z.looseObject({ groupId: id.nullable().optional(), startDate: instant, creationRamp: z.union([z.number(), z.string()]), operationPrototype: prototype }),
  'PUT /devicecontrol/bulkoperations/:id': z.looseObject({ startDate: instant.optional(), creationRamp: z.union([z.number(), z.string()]).optional(), operationPrototype: prototype.optional() }),
  'POST /devicecontrol/newDeviceRequests': z.looseObject({ id: z.union([text, z.number()]), groupId: z.union([id, z.literal('')]).nullable().optional(), type: label, securityToken: text.nullable().optional() }),
  'POST /devicecontrol/newDeviceRequests/acceptAll': anything,
  'PUT /devicecontrol/newDeviceRequests/:id': z.looseObject({ status: z.literal('ACCEPTED'), securityToken: text.nullable().optional() }),
  'POST /devicecontrol/deviceCredentials': z.looseObject({ id: z.union([text, z.number()]), securityToken: text.nullable().optional() }),
  'POST /devicecontrol/deviceAccessToken': anything,
  'POST /audit/auditRecords': z.looseObject({ type: text, activity: text, text, time: instant, source: z.looseObject({ id: z.union([text, z.number()]) }).nullable().optional(), severity: z.enum(auditSeverities).optional(), changes: z.union([z.array(change), z.looseObject({})]).nullable().optional() }),
  'POST /retention/retentions': rule,
  'PUT /retention/retentions/:id': rule.partial(),
  'POST /tenant/options': z.looseObject({ category: text, key: text, value: optionValue }),
  'PUT /tenant/options/:category': z.record(z.string(), optionValue),
  'PUT /tenant/options/:category/:key': z.looseObject({ value: optionValue }),
  'PUT /user/currentUser': user,
  'PUT /user/currentUser/password': z.looseObject({ currentUserPassword: text, newPassword: text }),
  'POST /user/:tenant/users': user.extend({ userName: text, password: text }),
  'PUT /user/:tenant/users/:id': user,
  'PUT /user/:tenant/users/:id/password': z.looseObject({ newPassword: text }),
  'POST /user/:tenant/groups/:id/users': z.looseObject({ user: z.looseObject({ self: z.string().optional(), id: z.string().optional(), userName: z.string().optional() }) }),
};

const file = z.string().meta({ format: 'binary' });
const aFile = { type: '*/*', schema: z.unknown().describe('The bytes of the file') };

/** Bodies that are no JSON, by method and path. */
export const fileBodies: Readonly<Record<string, { type: string; schema: z.ZodType }>> = {
  'POST /inventory/binaries': { type: 'multipart/form-data', schema: z.object({ object: z.string().describe('JSON of the managed object: name, type, fragments').optional(), filesize: z.string().optional(), file }) },
  'POST /devicecontrol/bulkNewDeviceRequests': { type: 'multipart/form-data', schema: z.object({ file: file.describe('CSV with the columns ID, CREDENTIALS, TYPE, NAME, ICCID, IDTYPE, PATH, SHELL, AUTH_TYPE') }) },
};

/** What a route takes: its media type and schema; undefined = no body. */
export function bodyOf(name: string, takesFile: boolean): { type: string; schema: z.ZodType } | undefined {
  if (takesFile) return fileBodies[name] ?? aFile;
  const schema = wireBodies[name] ?? (/^POST \/(notification|cep|devicecontrol\/notifications)/.test(name) ? realtime : undefined);
  return schema && { type: 'application/json', schema };
}
