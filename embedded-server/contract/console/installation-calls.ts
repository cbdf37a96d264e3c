/** The installation itself: how it is, what limits and security are set to, how each person likes Manage. */
import { z } from 'zod';

import { endpoint } from '../endpoint.ts';

const bytes = z.number();
/** Ms UTC. */
const moment = z.number().int();

export const trafficSchema = z.object({
  tenant: z.string(),
  /** User name of the credential, and what its device is called where it has one. */
  userName: z.string(),
  name: z.string(),
  /** Requests a second: now, and the most in the long run. */
  perSecond: z.number(),
  most: z.number(),
  /** Refused for their number since the core started, and when last. */
  refused: z.number().int(),
  lastRefusedMs: moment.nullable(),
});
export type TrafficView = z.infer<typeof trafficSchema>;

/** One thing about security: whether it is as it should be, and the words' numbers. */
export const postureSchema = z.object({
  name: z.enum(['devices', 'console', 'programs', 'sessions', 'limits', 'passwords', 'administrators']),
  good: z.boolean(),
  /** What it is set to, such as an address or a number. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Posture = z.infer<typeof postureSchema>;

export const healthSchema = z.object({
  nowMs: moment,
  startedMs: moment,
  versions: z.object({ valvomo: z.string(), node: z.string(), sqlite: z.string(), system: z.string() }),
  /** Null where the system does not tell. */
  /**
   * `fullMs`: when it is full if it goes on filling as lately; null when it does not, or too little is known. `filling`: that is soon.
   * `level`: from when on as much leaves by age as comes in, and what is free then; null when that is not to be expected.
   */
  disk: z
    .object({
      freeBytes: bytes,
      totalBytes: bytes,
      short: z.boolean(),
      filling: z.boolean(),
      fullMs: moment.nullable(),
      level: z.object({ fromMs: moment, freeBytes: bytes }).nullable(),
    })
    .nullable(),
  /** Files of the installation and of each site. */
  files: z.array(z.object({ name: z.string(), bytes })),
  memory: z.object({ usedBytes: bytes, machineBytes: bytes, machineFreeBytes: bytes }),
  /** How late the core's thread is, ms: usually, and at worst within two minutes. */
  loop: z.object({ usualMs: z.number(), worstMs: z.number() }),
  /** Units that wait to be written, and the most one site's queue takes. */
  queue: z.object({ waiting: z.number().int(), most: z.number().int() }),
  feedClients: z.number().int(),
  /** How far the wall clock was set since the start, against the clock that never jumps, ms. */
  clockShiftMs: z.number(),
  /** Callers that limits slowed, the latest first. */
  limited: z.array(trafficSchema),
});
export type Health = z.infer<typeof healthSchema>;

export const configurationSchema = z.object({
  /** Where differences are written for good: the file of the site layer. */
  siteFile: z.string(),
  settings: z.array(
    z.object({
      key: z.string(),
      value: z.string(),
      shipped: z.string(),
      /** Where the value came from. */
      origin: z.enum(['shipped', 'site', 'environment', 'command line']),
      /** Name in the environment. */
      environment: z.string(),
      kind: z.enum(['number', 'flag', 'text']),
      /** How it is changed: at once, from the next start on, or in the file only. */
      changeable: z.enum(['live', 'restart', 'file']),
      /** What it will be from the next start on, where that is another value. */
      next: z.string().nullable(),
    }),
  ),
});
export type Configuration = z.infer<typeof configurationSchema>;

const letter = z.string().regex(/^\p{Lu}$/u);
const ownKeysSchema = z
  .record(letter, letter)
  .refine((own) => Object.keys(own).length <= 40, { message: 'too many' })
  .refine((own) => new Set(Object.values(own)).size === Object.values(own).length, { message: 'one letter for two acts' });

export const preferencesSchema = z.object({
  /** Manage shows the expert's things too. */
  advanced: z.boolean(),
  /** Letters of one's own: by the usual letter, the own one. */
  keys: ownKeysSchema,
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const installationCalls = {
  /** What the administrator of a site sees of limits, storage and security. */
  manageOverview: endpoint('GET', '/api/manage', {
    access: 'site:write',
    reply: z.object({
      startedMs: moment,
      limitsEnabled: z.boolean(),
      /** All devices of the site together, then the busiest. */
      all: trafficSchema,
      busiest: z.array(trafficSchema),
      storageBytes: bytes,
      diskFreeBytes: bytes.nullable(),
      security: z.array(postureSchema),
    }),
  }),
  health: endpoint('GET', '/api/health', { access: 'platform:read', reply: healthSchema }),
  configuration: endpoint('GET', '/api/configuration', { access: 'platform:read', reply: configurationSchema }),
  preferences: endpoint('GET', '/api/session/preferences', { access: 'session', reply: preferencesSchema }),
  /** Write one value into the site layer, or take it out for the shipped one (null). 409 while the environment or command line says it. */
  changeSetting: endpoint('PUT', '/api/configuration/:key', {
    access: 'sites:write',
    stepUp: true,
    params: z.object({ key: z.string().max(60) }),
    body: z.object({ value: z.string().max(255).nullable() }),
    reply: configurationSchema,
  }),
  /** What is not mentioned stays. */
  setPreferences: endpoint('PUT', '/api/session/preferences', { access: 'session', body: preferencesSchema.partial(), reply: preferencesSchema }),
};
