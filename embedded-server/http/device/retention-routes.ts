/** /retention/retentions: https://cumulocity.com/api/core/#tag/Retention-rules */
import { ExpectedError } from '#contract/errors.ts';
import { parseId, type JsonObject } from '#contract/wire.ts';

import {
  addRetentionRule,
  changeRetentionRule,
  removeRetentionRule,
  requireRetentionRule,
  retentionRules,
  type StoredRetentionRule,
} from '../../flows/retention-rules.ts';
import { any, parseRetentionRule } from '../../retention/retention-rule.ts';
import { onSite } from './access.ts';
import { retentionRuleUrl } from './links.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';
import { pageOf } from './user-routes.ts';

const mediaType = 'retentionrule';
/** What the installation's configuration says where no rule does. */
const configuredId = 0;

function wire({ baseUrl }: DeviceRequest, rule: StoredRetentionRule): JsonObject {
  const { id, ...rest } = rule;
  return { id: String(id), self: retentionRuleUrl(baseUrl, id), ...rest, editable: id !== configuredId };
}

function configured({ installation }: DeviceRequest): StoredRetentionRule[] {
  const maximumAge = installation.measurementDays;
  return maximumAge === 0 ? [] : [{ id: configuredId, dataType: 'MEASUREMENT', fragmentType: any, type: any, source: any, maximumAge }];
}

function named(request: DeviceRequest): StoredRetentionRule {
  const id = parseId(request.params['id']);
  const shipped = id === configuredId ? configured(request)[0] : undefined;
  return shipped ?? requireRetentionRule(request.tenant.database, id);
}

function requireEditable(request: DeviceRequest): StoredRetentionRule {
  const rule = named(request);
  if (rule.id !== configuredId) return rule;
  throw new ExpectedError('invalid', 'This one is set where the platform is configured (retention.measurementDays); a rule of your own takes its place');
}

function list(request: DeviceRequest): DeviceReply {
  const rules = [...configured(request), ...retentionRules(request.tenant.database)];
  return { status: 200, body: pageOf(request, 'retentionRules', rules, (rule) => wire(request, rule)), mediaType: 'retentionrulecollection' };
}

async function create(request: DeviceRequest): Promise<DeviceReply> {
  const rule = await addRetentionRule(request.tenant, parseRetentionRule(request.body), request.caller.userName);
  return { status: 201, location: retentionRuleUrl(request.baseUrl, rule.id), body: wire(request, rule), mediaType };
}

function read(request: DeviceRequest): DeviceReply {
  return { status: 200, body: wire(request, named(request)), mediaType };
}

async function update(request: DeviceRequest): Promise<DeviceReply> {
  const before = requireEditable(request);
  const rule = await changeRetentionRule(request.tenant, before.id, parseRetentionRule(request.body, before), request.caller.userName);
  return { status: 200, body: wire(request, rule), mediaType };
}

async function remove(request: DeviceRequest): Promise<DeviceReply> {
  await removeRetentionRule(request.tenant, requireEditable(request).id, request.caller.userName);
  return { status: 204 };
}

const path = '/retention/retentions';
const resource = 'retention';
const reading = { resource, access: onSite('options:read', 'site:read') };
// A rule takes data away for good: no token's business.
const writing = { resource, access: onSite(null, 'site:write') };

export const retentionRoutes: readonly DeviceRoute[] = [
  { method: 'POST', path, ...writing, handle: create },
  { method: 'GET', path, ...reading, handle: list },
  { method: 'GET', path: `${path}/:id`, ...reading, handle: read },
  { method: 'PUT', path: `${path}/:id`, ...writing, handle: update },
  { method: 'DELETE', path: `${path}/:id`, ...writing, handle: remove },
];
