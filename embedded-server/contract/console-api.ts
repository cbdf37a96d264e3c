/**
 * The console's API: one table, from which the core's handlers and the renderer's `call()` take their
 * types. Every request is JSON; state-changing ones need the console's own Origin. Replies are parsed
 * by the renderer, requests by the core.
 */
import { z } from 'zod';

import { consoleAlarmSchema, severities } from './alarms.ts';
import type { Access, Endpoint } from './endpoint.ts';
import { consoleDeviceSchema, consoleGroupSchema } from './managed-objects.ts';
import { consoleSeriesSchema, pointRangeSchema } from './measurements.ts';
import { ruleDraftSchema, ruleSchema } from './rules.ts';
import { passwordSchema, personSchema, roleSchema, sessionSchema, siteSchema, userNameSchema } from './tenants.ts';
import { timeZoneSchema } from './time.ts';

const nothing = z.object({});
const done = z.object({ ok: z.literal(true) });
const idParam = z.object({ id: z.string().regex(/^\d{1,16}$/) });
const limit = z.coerce.number().int().min(1).max(500).default(200);
const time = z.coerce.number().int().min(0);

interface Parts<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  access: Access;
  stepUp?: boolean;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
}

type Nothing = typeof nothing;

function endpoint<
  R extends z.ZodType,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
>(method: Endpoint['method'], path: string, parts: Parts<P, Q, B, R>) {
  return { method, path, params: nothing, query: nothing, body: nothing, ...parts } as unknown as Endpoint<P, Q, B, R>;
}

/** What the console asks first, signed in or not. */
export const consoleStateSchema = z.object({
  /** Whether somebody has claimed this installation; until then only the setup page works. */
  claimed: z.boolean(),
  version: z.string(),
  /** The core's clock, for ages and for noticing a wrong one. */
  nowMs: z.number(),
  /** The core machine's own time zone, proposed at setup. */
  hostTimeZone: z.string(),
  deviceUrl: z.string(),
  /** Random per core start; another one means everything cached is void. */
  epoch: z.string(),
  session: sessionSchema.nullable(),
  site: siteSchema.nullable(),
});
export type ConsoleState = z.infer<typeof consoleStateSchema>;

/** A device credential, shown once. */
export const deviceSecretSchema = z.object({
  tenant: z.string(),
  userName: z.string(),
  secret: z.string(),
});
export type DeviceSecret = z.infer<typeof deviceSecretSchema>;

export const siteSummarySchema = z.object({
  devices: z.number().int(),
  /** Devices heard from within twice their interval. */
  fresh: z.number().int(),
  /** Open alarms by severity, and how many of them nobody has acknowledged. */
  open: z.object({
    CRITICAL: z.number().int(),
    MAJOR: z.number().int(),
    MINOR: z.number().int(),
    WARNING: z.number().int(),
  }),
  unacknowledged: z.object({
    CRITICAL: z.number().int(),
    MAJOR: z.number().int(),
    MINOR: z.number().int(),
    WARNING: z.number().int(),
  }),
});
export type SiteSummary = z.infer<typeof siteSummarySchema>;

export const consoleApi = {
  // --- getting in
  state: endpoint('GET', '/api/state', { access: 'public', reply: consoleStateSchema }),
  setup: endpoint('POST', '/api/setup', {
    access: 'public',
    body: z.object({
      setupToken: z.string().min(16).max(128),
      userName: userNameSchema,
      password: passwordSchema,
      siteName: siteSchema.shape.name,
      timeZone: timeZoneSchema,
    }),
    reply: z.object({ session: sessionSchema, bootstrap: z.object({ userName: z.string(), password: z.string() }) }),
  }),
  /** `userName` may be `tenant/user`; without a tenant it is `main`. */
  login: endpoint('POST', '/api/login', {
    access: 'public',
    body: z.object({ userName: z.string().min(1).max(200), password: z.string().min(1).max(256) }),
    reply: z.object({ session: sessionSchema }),
  }),
  logout: endpoint('POST', '/api/logout', { access: 'session', reply: done }),
  /** Pointer and keys only, at most once a minute: the one thing that extends the idle clock. */
  activity: endpoint('POST', '/api/session/activity', { access: 'session', reply: z.object({ session: sessionSchema }) }),
  /** Give the password again for administration. */
  stepUp: endpoint('POST', '/api/session/step-up', {
    access: 'session',
    body: z.object({ password: z.string().min(1).max(256) }),
    reply: z.object({ session: sessionSchema }),
  }),
  changeOwnPassword: endpoint('PUT', '/api/session/password', {
    access: 'session',
    body: z.object({ current: z.string().min(1).max(256), next: passwordSchema }),
    reply: z.object({ session: sessionSchema }),
  }),

  // --- the site
  summary: endpoint('GET', '/api/summary', { access: 'site:read', reply: siteSummarySchema }),
  updateSite: endpoint('PUT', '/api/site', {
    access: 'site:write',
    body: z.object({ name: siteSchema.shape.name, timeZone: timeZoneSchema }),
    reply: siteSchema,
  }),

  // --- alarms
  /** Open ones, worst first, then newest; one row a condition. */
  openAlarms: endpoint('GET', '/api/alarms', {
    access: 'site:read',
    reply: z.object({ alarms: z.array(consoleAlarmSchema), total: z.number().int() }),
  }),
  /** All that ever were, newest first; `before` is the `sinceMs` and id of the last one seen. */
  alarmJournal: endpoint('GET', '/api/alarms/journal', {
    access: 'site:read',
    query: z.object({
      beforeMs: time.optional(),
      beforeId: z.string().optional(),
      deviceId: z.string().optional(),
      severity: z.enum(severities).optional(),
      search: z.string().max(100).optional(),
      fromMs: time.optional(),
      toMs: time.optional(),
      limit,
    }),
    reply: z.object({ alarms: z.array(consoleAlarmSchema), more: z.boolean() }),
  }),
  alarm: endpoint('GET', '/api/alarms/:id', { access: 'site:read', params: idParam, reply: consoleAlarmSchema }),
  acknowledgeAlarm: endpoint('POST', '/api/alarms/:id/acknowledge', {
    access: 'alarms:write',
    params: idParam,
    reply: consoleAlarmSchema,
  }),
  /** Undo of acknowledge. */
  unacknowledgeAlarm: endpoint('POST', '/api/alarms/:id/unacknowledge', {
    access: 'alarms:write',
    params: idParam,
    reply: consoleAlarmSchema,
  }),
  /** End it by hand; 409 when a rule's condition still holds. */
  clearAlarm: endpoint('POST', '/api/alarms/:id/clear', {
    access: 'alarms:write',
    params: idParam,
    reply: consoleAlarmSchema,
  }),
  addAlarmNote: endpoint('POST', '/api/alarms/:id/notes', {
    access: 'alarms:write',
    params: idParam,
    body: z.object({ text: z.string().trim().min(1).max(1000) }),
    reply: consoleAlarmSchema,
  }),

  // --- devices and groups
  /** By name; `after` is the `cursor` of the page before. `search` looks in name, type, group and external ids. */
  devices: endpoint('GET', '/api/devices', {
    access: 'site:read',
    query: z.object({
      search: z.string().max(100).optional(),
      groupId: z.string().optional(),
      contact: z.enum(['silent']).optional(),
      after: z.string().max(300).optional(),
      limit,
    }),
    reply: z.object({ devices: z.array(consoleDeviceSchema), total: z.number().int(), cursor: z.string().nullable() }),
  }),
  device: endpoint('GET', '/api/devices/:id', {
    access: 'site:read',
    params: idParam,
    reply: consoleDeviceSchema.extend({
      externalIds: z.array(z.object({ type: z.string(), externalId: z.string() })),
      series: z.array(consoleSeriesSchema),
      alarms: z.array(consoleAlarmSchema),
      /** The inventory's own fragments, for Advanced. */
      fragments: z.record(z.string(), z.unknown()),
    }),
  }),
  /** Creates the device and its credential; the secret is in this reply and nowhere else. */
  addDevice: endpoint('POST', '/api/devices', {
    access: 'devices:write',
    body: z.object({
      name: z.string().trim().min(1).max(120),
      type: z.string().trim().max(120).optional(),
      groupId: z.string().nullable().optional(),
    }),
    reply: z.object({ device: consoleDeviceSchema, secret: deviceSecretSchema }),
  }),
  updateDevice: endpoint('PUT', '/api/devices/:id', {
    access: 'devices:write',
    params: idParam,
    body: z.object({
      name: z.string().trim().min(1).max(120).optional(),
      type: z.string().trim().max(120).nullable().optional(),
      groupId: z.string().nullable().optional(),
    }),
    reply: consoleDeviceSchema,
  }),
  /** A fresh secret; the old one stops working at once. */
  renewDeviceSecret: endpoint('POST', '/api/devices/:id/secret', {
    access: 'devices:write',
    params: idParam,
    reply: deviceSecretSchema,
  }),
  groups: endpoint('GET', '/api/groups', { access: 'site:read', reply: z.object({ groups: z.array(consoleGroupSchema) }) }),
  addGroup: endpoint('POST', '/api/groups', {
    access: 'devices:write',
    body: z.object({ name: z.string().trim().min(1).max(120), parentId: z.string().nullable().optional() }),
    reply: consoleGroupSchema,
  }),

  // --- values
  /** Every series of the site, for the rule editor and pins; with `deviceId` one device's. */
  series: endpoint('GET', '/api/series', {
    access: 'site:read',
    query: z.object({ deviceId: z.string().optional(), ids: z.string().max(4000).optional(), limit: limit.default(500) }),
    reply: z.object({ series: z.array(consoleSeriesSchema) }),
  }),
  /** Names of series and how many devices have them: what a rule can watch. */
  seriesNames: endpoint('GET', '/api/series/names', {
    access: 'site:read',
    reply: z.object({
      names: z.array(
        z.object({ fragment: z.string(), series: z.string(), unit: z.string().nullable(), devices: z.number().int() }),
      ),
    }),
  }),
  /** Down-sampled to at most `points` buckets; raw when fewer points than that are there. */
  points: endpoint('GET', '/api/series/:id/points', {
    access: 'site:read',
    params: idParam,
    query: z.object({ fromMs: time, toMs: time, points: z.coerce.number().int().min(1).max(4000).default(500) }),
    reply: pointRangeSchema,
  }),
  /** Many small stretches at once, for the trends in rows; `ids` comma separated, at most 100. */
  trends: endpoint('GET', '/api/trends', {
    access: 'site:read',
    query: z.object({
      ids: z.string().max(2000),
      fromMs: time,
      toMs: time,
      points: z.coerce.number().int().min(1).max(200).default(60),
    }),
    reply: z.object({ trends: z.array(pointRangeSchema) }),
  }),
  pins: endpoint('GET', '/api/pins', { access: 'site:read', reply: z.object({ seriesIds: z.array(z.string()) }) }),
  setPins: endpoint('PUT', '/api/pins', {
    access: 'pins:write',
    body: z.object({ seriesIds: z.array(z.string()).max(24) }),
    reply: z.object({ seriesIds: z.array(z.string()) }),
  }),

  // --- rules
  rules: endpoint('GET', '/api/rules', {
    access: 'site:read',
    reply: z.object({
      rules: z.array(ruleSchema.extend({ open: z.number().int(), lastRaisedMs: z.number().int().nullable() })),
    }),
  }),
  addRule: endpoint('POST', '/api/rules', { access: 'rules:write', body: ruleDraftSchema, reply: ruleSchema }),
  updateRule: endpoint('PUT', '/api/rules/:id', {
    access: 'rules:write',
    params: idParam,
    body: ruleDraftSchema,
    reply: ruleSchema,
  }),
  /** Deletes the rule; its active alarms end. */
  deleteRule: endpoint('DELETE', '/api/rules/:id', { access: 'rules:write', params: idParam, reply: done }),

  // --- people
  people: endpoint('GET', '/api/people', {
    access: 'people:read',
    reply: z.object({ people: z.array(personSchema) }),
  }),
  addPerson: endpoint('POST', '/api/people', {
    access: 'people:write',
    stepUp: true,
    body: z.object({ userName: userNameSchema, role: roleSchema, password: passwordSchema }),
    reply: personSchema,
  }),
  /** Role, password and disabling end that person's sessions at once. */
  updatePerson: endpoint('PUT', '/api/people/:userName', {
    access: 'people:write',
    stepUp: true,
    params: z.object({ userName: z.string().min(1).max(64) }),
    body: z.object({ role: roleSchema.optional(), disabled: z.boolean().optional(), password: passwordSchema.optional() }),
    reply: personSchema,
  }),
  endSessions: endpoint('DELETE', '/api/people/:userName/sessions', {
    access: 'people:write',
    params: z.object({ userName: z.string().min(1).max(64) }),
    reply: done,
  }),
};

export type ConsoleApi = typeof consoleApi;
export type ConsoleCall = keyof ConsoleApi;
/** An empty object's type forbids every key, which would forbid those of its neighbours too. */
type Given<S extends z.ZodType> = z.input<S> extends Record<string, never> ? object : z.input<S>;
/** What a caller gives: parameters, query and body before parsing. */
export type CallInput<K extends ConsoleCall> = Given<ConsoleApi[K]['params']> &
  Given<ConsoleApi[K]['query']> &
  Given<ConsoleApi[K]['body']>;
export type CallReply<K extends ConsoleCall> = z.output<ConsoleApi[K]['reply']>;
