/** /alarm/alarms: https://cumulocity.com/api/core/#tag/Alarms */
import { ExpectedError } from '#contract/errors.ts';
import { isRuleAlarmType } from '#contract/rules.ts';
import { parseId, requireJsonObject, type JsonObject } from '#contract/wire.ts';

import type { Alarm } from '../../alarms/alarm.ts';
import type { Editor } from '../../alarms/alarm-decisions.ts';
import type { AlarmFilter } from '../../alarms/alarm-list.ts';
import { parseAlarm, parseAlarmEdit, requireStatus } from '../../alarms/posted-alarm.ts';
import { deleteAlarms, setStatusOfAlarms } from '../../flows/alarm-bulk.ts';
import { deleteAlarm, editAlarm, noSuchAlarm } from '../../flows/alarm-changes.ts';
import { raiseFromWire, sourceNames, wireAlarm, wireAlarms, wireAlarmTotal } from '../../flows/alarm-from-wire.ts';
import { mayTouch, requireTouch } from '../../flows/device-scope.ts';
import { onObjects } from './access.ts';
import { alarmBody, alarmFilter, requireNarrowing, unstoredAlarmBody } from './alarm-wire.ts';
import { alarmUrl } from './links.ts';
import { pageReply } from './page-reply.ts';
import { parsePaging, wantsTotal } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';
import { requestedSources } from './source-query.ts';

const mediaType = 'alarm';

function bodies({ tenant, baseUrl }: DeviceRequest, alarms: readonly Alarm[]): JsonObject[] {
  const names = sourceNames(tenant, alarms);
  return alarms.map((alarm) => alarmBody(baseUrl, alarm, names.get(alarm.deviceId)));
}

// --- one alarm

/** The alarm of the path. @throws ExpectedError 'not-found', also when its source is not the caller's. */
function requested(request: DeviceRequest): Alarm {
  const text = request.params['id'] ?? '';
  const id = parseId(text);
  const alarm = id === null ? undefined : wireAlarm(request.tenant, id);
  if (!alarm || !mayTouch(request, alarm.deviceId)) throw noSuchAlarm(text);
  return alarm;
}

/** What a rule says of a device is not the device's to change. A program with a token acts for people. */
function mayChange({ caller }: DeviceRequest, alarm: Alarm): boolean {
  return caller.kind !== 'device' || !isRuleAlarmType(alarm.type);
}

function requestedToChange(request: DeviceRequest): Alarm {
  const alarm = requested(request);
  if (!mayChange(request, alarm)) throw new ExpectedError('forbidden', "A rule's alarm is not the device's to change");
  return alarm;
}

function editorOf({ caller }: DeviceRequest): Editor {
  return { name: caller.userName, person: caller.kind !== 'device' };
}

async function raise(request: DeviceRequest): Promise<DeviceReply> {
  const { baseUrl } = request;
  const sent = parseAlarm(request.body);
  const posted = { ...sent, deviceId: requireTouch(request, sent.deviceId) };
  const alarm = await raiseFromWire(request.tenant, posted, request.caller.userName, request.arrivalMs, request.isApplication);
  const body = alarm ? bodies(request, [alarm])[0] : unstoredAlarmBody(baseUrl, posted);
  return { status: 201, location: alarmUrl(baseUrl, alarm?.id ?? 'null'), body, mediaType };
}

function read(request: DeviceRequest): DeviceReply {
  return { status: 200, body: bodies(request, [requested(request)])[0], mediaType };
}

async function update(request: DeviceRequest): Promise<DeviceReply> {
  const { id } = requestedToChange(request);
  const alarm = await editAlarm(request.tenant, id, parseAlarmEdit(request.body), editorOf(request));
  return { status: 200, body: bodies(request, [alarm])[0], mediaType };
}

async function remove(request: DeviceRequest): Promise<DeviceReply> {
  await deleteAlarm(request.tenant, requestedToChange(request).id, request.caller.userName);
  return { status: 204 };
}

// --- many

function filterOf(request: DeviceRequest): AlarmFilter {
  return alarmFilter(request.query, requestedSources(request));
}

function list(request: DeviceRequest): DeviceReply | Promise<DeviceReply> {
  const { tenant } = request;
  const paging = parsePaging(request.query);
  const filter = filterOf(request);
  const rows = wireAlarms(tenant, filter, paging.pageSize, paging.offset);
  const total = wantsTotal(paging) ? wireAlarmTotal(tenant, filter) : undefined;
  const compose = (some: readonly Alarm[]) => bodies(request, some);
  return pageReply(request, paging, { name: 'alarms', mediaType: 'alarmcollection', rows, compose, total });
}

function count(request: DeviceRequest): DeviceReply {
  return { status: 200, text: String(wireAlarmTotal(request.tenant, filterOf(request))) };
}

async function updateMany(request: DeviceRequest): Promise<DeviceReply> {
  requireNarrowing(request.query);
  const { status, ...others } = requireJsonObject(request.body, 'the change');
  if (Object.keys(others).length > 0) throw new ExpectedError('invalid', "Only 'status' can be changed of many alarms at once");
  await setStatusOfAlarms(request.tenant, filterOf(request), requireStatus(status), editorOf(request), (alarm) =>
    mayChange(request, alarm),
  );
  return { status: 200 };
}

async function removeMany(request: DeviceRequest): Promise<DeviceReply> {
  requireNarrowing(request.query);
  await deleteAlarms(request.tenant, filterOf(request), request.caller.userName, (alarm) => mayChange(request, alarm));
  return { status: 204 };
}

const path = '/alarm/alarms';
const resource = 'alarm';
/** Thousands of them may be open and are shown together. */
const maxBodyBytes = 64 * 1024;
const reading = { resource, access: onObjects('alarms:read', 'site:read') };
const writing = { resource, access: onObjects('alarms:write', 'alarms:write'), maxBodyBytes };

export const alarmRoutes: readonly DeviceRoute[] = [
  { method: 'POST', path, ...writing, handle: raise },
  { method: 'GET', path, ...reading, handle: list },
  { method: 'PUT', path, ...writing, handle: updateMany },
  { method: 'DELETE', path, ...writing, handle: removeMany },
  { method: 'GET', path: `${path}/count`, ...reading, handle: count },
  { method: 'GET', path: `${path}/:id`, ...reading, handle: read },
  { method: 'PUT', path: `${path}/:id`, ...writing, handle: update },
  { method: 'DELETE', path: `${path}/:id`, ...writing, handle: remove },
];
