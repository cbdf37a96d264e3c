/**
 * What the device listener refused, told to people who may add devices: so that a device that does not get in can be
 * helped, and a stranger at the door is seen. No secret and no body is ever part of it; every text is a stranger's.
 */
import { z } from 'zod';

export const refusalKinds = [
  /** No user name and secret came along, or none that can be read. */
  'no-credential',
  /** Nobody has this user name. */
  'unknown-name',
  /** A device's secret under a user name that is not its own. */
  'wrong-name',
  'wrong-secret',
  /** Shorter than any secret is. */
  'cut-secret',
  /** The one the device had before it got a new one. */
  'renewed-secret',
  /** Another device's. */
  'other-secret',
  /** Asks for a credential under an id that nobody announced. */
  'unannounced',
  /** Asks for a credential with a wrong bootstrap password. */
  'wrong-bootstrap',
  /** A person's account, not a device's. */
  'person',
  /** Not JSON; `line` and `column` say where. */
  'malformed',
  /** JSON, but not what was expected; `field` says what of it. */
  'invalid',
  /** It did not say that it is JSON. */
  'media-type',
  /** Named a device that is not there, or not its own: `askedId`. */
  'unknown-source',
  /** Another device's credential named this one. */
  'other-credential',
  /** Nothing is at this address, or not with this method. */
  'wrong-address',
  'too-many',
  'too-large',
  /** Anything else it was refused for. */
  'other',
] as const;
export const refusalKindSchema = z.enum(refusalKinds);
export type RefusalKind = z.infer<typeof refusalKindSchema>;

/** What a request was about, by its address. */
export const askedKinds = ['measurement', 'event', 'alarm', 'inventory', 'operation', 'credential', 'other'] as const;
export type AskedKind = (typeof askedKinds)[number];

export const refusalSchema = z.object({
  kind: refusalKindSchema,
  asked: z.enum(askedKinds),
  /** The device it named, or the id under which it asks for a credential. */
  askedId: z.string().nullable(),
  /** Of a body that is no JSON: where it stops to be, from 1. */
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
  /** Of a body that is not what was expected: the part, such as `time`, and whether it is missing altogether. */
  field: z.string().nullable(),
  missing: z.boolean(),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** The same refusal from the same place, however often. Times are ms UTC. */
export const attemptSchema = refusalSchema.extend({
  address: z.string(),
  /** It came from the machine the core runs on. */
  local: z.boolean(),
  /** The user name it tried; null when there was none, or too many different ones to keep. */
  userName: z.string().nullable(),
  count: z.number().int(),
  firstMs: z.number().int(),
  lastMs: z.number().int(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** Somebody at the device listener who was not let in. */
export const unknownSenderSchema = attemptSchema.extend({
  /** Names it in calls; the same for the same address and user name. */
  key: z.string(),
  /** The device that has this user name, if one has. */
  deviceId: z.string().nullable(),
  deviceName: z.string().nullable(),
  /** Not shown until then; null when it is. */
  ignoredUntilMs: z.number().int().nullable(),
});
export type UnknownSender = z.infer<typeof unknownSenderSchema>;
