/** From an empty data directory to an installation that somebody administers. */
import { ExpectedError } from '#contract/errors.ts';
import { adminPasswordLength, mainTenant, type Site } from '#contract/tenants.ts';

import type { Clock } from '../clock.ts';
import type { PlatformDatabase } from '../db/platform-database.ts';
import { logger } from '../log.ts';
import {
  bootstrapPasswordHash,
  bootstrapTenant,
  bootstrapUser,
  newBootstrapPassword,
  setBootstrapPassword,
} from '../tenants/bootstrap-credential.ts';
import { assertPasswordAllowed, passwordFault } from '../tenants/password-policy.ts';
import { hashPassword, passwordMatches } from '../tenants/passwords.ts';
import type { SetupToken } from '../tenants/setup-token.ts';
import { readSite, writeSite } from '../tenants/site-settings.ts';
import { addPlatformAdministrator, addTenant, isClaimed } from '../tenants/tenant-directory.ts';
import { setOnlyUser } from '../tenants/users.ts';
import type { OpenTenant } from './open-tenant.ts';

const log = logger('first-run');
const unattendedUser = 'admin';

export interface Claim {
  userName: string;
  password: string;
  site: Omit<Site, 'tenant'>;
}

export interface BootstrapCredential {
  userName: string;
  password: string;
}

/** Enter the main tenant in the directory, where every installation has it. */
export async function enterMainTenant(platform: PlatformDatabase, clock: Clock): Promise<void> {
  await platform.write(() => addTenant(mainTenant, clock.now()));
}

// Two files, so no one transaction: the administrator's entry in the platform's file comes last and is what makes
// the installation claimed. A claim that broke off before it is simply made anew.
async function makeAdministrator(platform: PlatformDatabase, tenant: OpenTenant, claim: Claim): Promise<void> {
  const hash = await hashPassword(claim.password);
  await tenant.database.write(function* () {
    yield* setOnlyUser(claim.userName, 'admin', hash, tenant.clock.now());
    yield* writeSite(claim.site);
  });
  await platform.write(() => addPlatformAdministrator(tenant.id, claim.userName));
}

async function storeBootstrapPassword(platform: PlatformDatabase, password: string): Promise<void> {
  const stored = bootstrapPasswordHash(platform);
  if (stored !== null && (await passwordMatches(password, stored))) return;
  const hash = await hashPassword(password);
  await platform.write(() => setBootstrapPassword(hash));
}

/** What is claimed. */
export interface Installation {
  platform: PlatformDatabase;
  /** The main tenant. */
  main: OpenTenant;
  token: SetupToken;
  /** The bootstrap password given at the start; undefined = a random one is made. */
  bootstrapPassword: string | undefined;
}

export function isInstallationClaimed({ platform }: Installation): boolean {
  return isClaimed(platform);
}

/**
 * Claim the installation for its first administrator.
 * @returns the bootstrap credential, to be shown once.
 * @throws ExpectedError 'conflict' when it is claimed, 'forbidden' for a wrong token, 'invalid' for a password that
 *   may not be chosen.
 */
export async function claimInstallation(
  { platform, main, token, bootstrapPassword }: Installation,
  givenToken: string,
  claim: Claim,
): Promise<BootstrapCredential> {
  if (isClaimed(platform)) throw new ExpectedError('conflict', 'This installation has its administrator already');
  if (!token.take(givenToken)) throw new ExpectedError('forbidden', 'The setup link is not valid; open the one shown at the last start');
  try {
    assertPasswordAllowed(claim.password, { userName: claim.userName, tenant: main.id, role: 'admin' });
    const password = bootstrapPassword ?? newBootstrapPassword();
    await storeBootstrapPassword(platform, password);
    await makeAdministrator(platform, main, claim);
    token.use();
    return { userName: `${bootstrapTenant}/${bootstrapUser}`, password };
  } finally {
    token.giveBack();
  }
}

/** Whoever sets the environment owns the machine: a weak password is complained about, not refused. */
function complainOfWeakPassword(password: string): void {
  const fault = passwordFault(password, { userName: unattendedUser, tenant: mainTenant, role: 'admin' });
  if (fault) log.warn({ fault, advised: adminPasswordLength }, 'VALVOMO_ADMIN_PASSWORD is a weak password; change it');
}

/** What the environment says for a start without anybody at the console. */
export interface UnattendedPasswords {
  adminPassword: string | undefined;
  bootstrapPassword: string | undefined;
}

/** Set the bootstrap password where one is given, and create the user `admin` where nobody has claimed yet. */
export async function startUnattended(
  platform: PlatformDatabase,
  tenant: OpenTenant,
  { adminPassword, bootstrapPassword }: UnattendedPasswords,
): Promise<void> {
  if (bootstrapPassword) await storeBootstrapPassword(platform, bootstrapPassword);
  if (!adminPassword || isClaimed(platform)) return;
  complainOfWeakPassword(adminPassword);
  await makeAdministrator(platform, tenant, { userName: unattendedUser, password: adminPassword, site: readSite(tenant.database, tenant.id) });
}
