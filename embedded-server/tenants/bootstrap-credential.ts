/**
 * The credential with which new devices ask for one of their own: `management/devicebootstrap`. There is no
 * universal password; each installation has its own, and only its hash is stored.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

import type { Reader } from '../db/platform-database.ts';
import type { Unit } from '../db/unit.ts';
import { readSetting, writeSetting } from './settings.ts';

export const bootstrapTenant = 'management';
export const bootstrapUser = 'devicebootstrap';

const hashSetting = { key: 'bootstrapPasswordHash', schema: z.string() };

export function newBootstrapPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** The stored hash, or null while the installation has no bootstrap password. */
export function bootstrapPasswordHash(platform: Reader): string | null {
  return readSetting(platform, hashSetting);
}

export function setBootstrapPassword(passwordHash: string): Unit<void> {
  return writeSetting(hashSetting, passwordHash);
}
