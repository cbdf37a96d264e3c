/** /tenant: which tenant one is in, its options, how one signs in. https://cumulocity.com/api/core/#tag/Options */
import { ExpectedError } from '#contract/errors.ts';
import type { JsonObject } from '#contract/wire.ts';

import {
  categoryOf,
  optionPage,
  optionTotal,
  parseCategory,
  parseOption,
  parseOptionValue,
  removeOption,
  requireOption,
  setOptions,
} from '../../flows/tenant-options.ts';
import type { OptionRow } from '../../tenants/option-store.ts';
import { everybody, onSite } from './access.ts';
import { applicationReferences } from './application-routes.ts';
import { collection, parsePaging, wantsTotal } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';

function currentTenant(request: DeviceRequest): DeviceReply {
  const { tenant, baseUrl } = request;
  const body = {
    self: `${baseUrl}/tenant/currentTenant`,
    name: tenant.id,
    domainName: new URL(baseUrl).hostname,
    allowCreateTenants: false,
    applications: applicationReferences(request),
    customProperties: {},
  };
  return { status: 200, body, mediaType: 'currenttenant' };
}

// --- options

const options = '/tenant/options';

function wire({ baseUrl }: DeviceRequest, { category, key, value }: OptionRow): JsonObject {
  return { self: `${baseUrl}${options}/${encodeURIComponent(category)}/${encodeURIComponent(key)}`, category, key, value };
}

function namesOf({ params }: DeviceRequest): { category: string; key: string } {
  return { category: params['category'] ?? '', key: params['key'] ?? '' };
}

function listOptions(request: DeviceRequest): DeviceReply {
  const paging = parsePaging(request.query);
  const rows = optionPage(request.tenant, paging.pageSize, paging.offset);
  const total = wantsTotal(paging) ? optionTotal(request.tenant) : undefined;
  const body = collection(request, paging, 'options', rows.map((row) => wire(request, row)), total);
  return { status: 200, body, mediaType: 'optioncollection' };
}

/** 200 although it creates: so the original platform answers, and its clients wait for it. */
async function createOption(request: DeviceRequest): Promise<DeviceReply> {
  const option = parseOption(request.body);
  await setOptions(request.tenant, [option], request.caller.userName);
  return { status: 200, body: wire(request, option), mediaType: 'option' };
}

function readOption(request: DeviceRequest): DeviceReply {
  const { category, key } = namesOf(request);
  return { status: 200, body: wire(request, requireOption(request.tenant, category, key)), mediaType: 'option' };
}

async function updateOption(request: DeviceRequest): Promise<DeviceReply> {
  const option = parseOption({ ...namesOf(request), value: parseOptionValue(request.body) });
  await setOptions(request.tenant, [option], request.caller.userName);
  return { status: 200, body: wire(request, option), mediaType: 'option' };
}

async function deleteOption(request: DeviceRequest): Promise<DeviceReply> {
  const { category, key } = namesOf(request);
  await removeOption(request.tenant, category, key, request.caller.userName);
  return { status: 204 };
}

function readCategory(request: DeviceRequest): DeviceReply {
  return { status: 200, body: categoryOf(request.tenant, namesOf(request).category), mediaType: 'option' };
}

async function updateCategory(request: DeviceRequest): Promise<DeviceReply> {
  const { category } = namesOf(request);
  const changed = parseCategory(request.body).map(([key, value]) => parseOption({ category, key, value }));
  await setOptions(request.tenant, changed, request.caller.userName);
  return { status: 200, body: categoryOf(request.tenant, category), mediaType: 'option' };
}

// --- what the installation says of itself

function systemOptions({ installation }: DeviceRequest): OptionRow[] {
  return [{ category: 'system', key: 'version', value: installation.version }];
}

function listSystemOptions(request: DeviceRequest): DeviceReply {
  const body = { self: `${request.baseUrl}/tenant/system/options`, options: systemOptions(request) };
  return { status: 200, body, mediaType: 'optioncollection' };
}

function readSystemOption(request: DeviceRequest): DeviceReply {
  const { category, key } = namesOf(request);
  const option = systemOptions(request).find((one) => one.category === category && one.key === key);
  if (!option) throw new ExpectedError('not-found', 'There is no such system option');
  return { status: 200, body: option, mediaType: 'option' };
}

const resource = 'tenant';
const reading = { resource, access: onSite('options:read', 'site:read') };
const writing = { resource, access: onSite('options:write', 'site:write') };
const about = { resource, access: everybody };
const category = `${options}/:category`;

export const tenantRoutes: readonly DeviceRoute[] = [
  { method: 'GET', path: '/tenant/currentTenant', ...about, handle: currentTenant },
  { method: 'GET', path: '/tenant/system/options', ...about, handle: listSystemOptions },
  { method: 'GET', path: '/tenant/system/options/:category/:key', ...about, handle: readSystemOption },
  { method: 'GET', path: options, ...reading, handle: listOptions },
  { method: 'POST', path: options, ...writing, handle: createOption },
  { method: 'GET', path: category, ...reading, handle: readCategory },
  { method: 'PUT', path: category, ...writing, handle: updateCategory },
  { method: 'GET', path: `${category}/:key`, ...reading, handle: readOption },
  { method: 'PUT', path: `${category}/:key`, ...writing, handle: updateOption },
  { method: 'DELETE', path: `${category}/:key`, ...writing, handle: deleteOption },
];
