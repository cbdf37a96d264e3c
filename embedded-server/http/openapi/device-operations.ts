/** The device listener's routes, from the table they are served from. */
import { z } from 'zod';

import type { DocumentedAccess, DocumentedMethod } from '#contract/openapi.ts';

import type { Access } from '../device/access.ts';
import type { DeviceRoute, PublicRoute } from '../device/route.ts';
import { jsonSchema, membersOf } from './json-schemas.ts';
import type { OperationParts } from './operation.ts';
import { bodyOf } from './wire-bodies.ts';
import { pageSchema, queryOf, wireObjects } from './wire-schemas.ts';

const verbs = { GET: 'Read', POST: 'Create', PUT: 'Change', DELETE: 'Delete' } as const;

/** The collection a path is in, and whether it is the collection itself, one of it, or something of one. */
function placeOf(path: string): { base: string; place: 'all' | 'one' | 'part' } | null {
  const base = Object.keys(wireObjects).find((one) => path === one || path.startsWith(`${one}/`));
  if (base === undefined) return null;
  const rest = path.slice(base.length);
  if (rest === '') return { base, place: 'all' };
  return { base, place: /^\/:\w+$/.test(rest) || rest === '/:category/:key' ? 'one' : 'part' };
}

/** The words of a path that are no parameters, for what has no object of its own. */
function pathWords(path: string): string {
  const words = path.split('/').filter((word) => word !== '' && !word.startsWith(':'));
  return words.join(' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function summaryOf({ method, path }: DeviceRoute): string {
  const found = placeOf(path);
  const name = found && wireObjects[found.base]?.name;
  if (!found || !name || found.place === 'part') return `${verbs[method]}: ${pathWords(path)}`;
  if (found.place === 'one' || method === 'POST') return `${verbs[method]} one ${name}`;
  return `${verbs[method]} ${name}s that match`;
}

/** POSTs that create nothing with an address of its own: 200, as the original platform answers. */
const posted200 = /^\/(tenant\/options$|notification|cep|devicecontrol\/(notifications|newDeviceRequests\/acceptAll|deviceAccessToken))/;
/** A PUT of a file is 201, as the original platform answers. */
const put201 = /\/binaries(\/:id)?$/;

/** Status of success. */
function statusOf({ method, path }: DeviceRoute): '200' | '201' | '204' {
  if (method === 'DELETE') return '204';
  if (method === 'PUT') return put201.test(path) ? '201' : '200';
  return method === 'POST' && !posted200.test(path) ? '201' : '200';
}

/** What comes back is the file itself. */
const givesFile = /\/binaries(\/:id)?$/;

/** What a route takes and gives, where it is about one of the objects that have a schema. */
function schemasOf(route: DeviceRoute): Pick<OperationParts, 'query' | 'replies'> {
  const { method, path } = route;
  const found = placeOf(path);
  const object = found && wireObjects[found.base];
  const status = statusOf(route);
  if (method === 'GET' && givesFile.test(path) && found?.place !== 'all') return { query: [], replies: { [status]: undefined } };
  if (!object || !found || found.place === 'part') return { query: [], replies: { [status]: undefined } };
  const isList = found.place === 'all' && method === 'GET';
  const query = found.place === 'all' && method !== 'POST' ? membersOf(queryOf(found.base, isList)) : [];
  const schema = isList ? pageSchema(object.collection, object.schema) : object.schema;
  return { query, replies: { [status]: method === 'DELETE' ? undefined : jsonSchema(schema, 'output') } };
}

function accessOf({ device, bootstrap, token, user }: Access): DocumentedAccess {
  return { device, bootstrap, token: token?.needs ?? null, user };
}

function securityOf({ device, bootstrap, token, user }: Access): string[] {
  const schemes: [string, boolean][] = [['device', device], ['bootstrap', bootstrap], ['token', token !== null], ['person', user !== null]];
  return schemes.filter(([, may]) => may).map(([name]) => name);
}

const anyJson = jsonSchema(z.looseObject({}), 'input');

function bodyParts({ method, path, takes }: DeviceRoute): Pick<OperationParts, 'body' | 'bodyType'> {
  const found = bodyOf(`${method} ${path}`, takes === 'stream');
  return found ? { body: jsonSchema(found.schema, 'input'), bodyType: found.type } : {};
}

function describe(route: DeviceRoute): OperationParts {
  const { method, path, resource, access } = route;
  const readsBody = method === 'POST' || method === 'PUT';
  return {
    method: method.toLowerCase() as DocumentedMethod,
    path,
    id: `${method.toLowerCase()} ${path}`.replace(/[^A-Za-z0-9]+/g, '_'),
    tag: resource,
    summary: summaryOf(route),
    ...schemasOf(route),
    ...(readsBody && bodyParts(route)),
    access: accessOf(access),
    security: securityOf(access),
  };
}

const signInForm = jsonSchema(z.object({ grant_type: z.literal('PASSWORD'), username: z.string(), password: z.string() }), 'input');

function describePublic({ method, path, resource }: PublicRoute): OperationParts {
  const id = `${method.toLowerCase()} ${path}`.replace(/[^A-Za-z0-9]+/g, '_');
  return {
    method: method.toLowerCase() as DocumentedMethod,
    path,
    id,
    tag: resource,
    summary: `${verbs[method]}: ${pathWords(path)}`,
    query: method === 'GET' ? [] : membersOf(z.object({ tenant_id: z.string().optional() })),
    ...(method === 'POST' && { body: signInForm, bodyType: 'application/x-www-form-urlencoded' }),
    replies: { 200: anyJson },
    access: {},
    security: [],
  };
}

/** @param routes the table that is served. */
export function* deviceOperations(routes: readonly DeviceRoute[], publicRoutes: readonly PublicRoute[]): Generator<OperationParts> {
  for (const route of routes) yield describe(route);
  for (const route of publicRoutes) yield describePublic(route);
}
