/** Who looks after the installation as a whole: people of the main tenant, at least one of whom can sign in. */
import { ExpectedError } from '#contract/errors.ts';
import { mainTenant } from '#contract/tenants.ts';

import type { PlatformDatabase } from '../db/platform-database.ts';
import { addPlatformAdministrator, isPlatformAdministrator, platformAdministrators, removePlatformAdministrator } from '../tenants/tenant-directory.ts';
import { findUser, type User } from '../tenants/users.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Whether somebody else who looks after the installation can sign in. */
function othersLeft(platform: PlatformDatabase, tenant: OpenTenant, userName: string): boolean {
  return platformAdministrators(platform, mainTenant).some((name) => name !== userName && findUser(tenant.database, name)?.disabled === false);
}

/** @throws ExpectedError 'conflict' when nobody would be left to look after the installation. */
export function assertPlatformKeepsOne(platform: PlatformDatabase, tenant: OpenTenant, { userName }: User): void {
  if (!isPlatformAdministrator(platform, tenant.id, userName) || othersLeft(platform, tenant, userName)) return;
  throw new ExpectedError('conflict', 'Nobody would be left who looks after the installation', { fields: { platformAdministrator: 'last' } });
}

function assertMayHave(tenant: OpenTenant, { role, disabled }: User): void {
  if (tenant.id !== mainTenant) throw new ExpectedError('invalid', 'Who looks after the installation belongs to its first site');
  if (role !== 'admin') throw new ExpectedError('invalid', 'Who looks after the installation administers its first site', { fields: { role: 'not admin' } });
  if (disabled) throw new ExpectedError('invalid', 'They may not sign in', { fields: { disabled: 'yes' } });
}

/**
 * Give somebody the whole installation to look after, or take it from them. It is for who has it already to decide.
 * @param by user name of who decides.
 * @throws ExpectedError 'forbidden', 'invalid' for whom it cannot be given to, 'conflict' when nobody would be left.
 */
export async function writePlatformAdministrator(platform: PlatformDatabase, tenant: OpenTenant, user: User, on: boolean, by: string): Promise<void> {
  if (!isPlatformAdministrator(platform, tenant.id, by)) throw new ExpectedError('forbidden', 'Only who looks after the installation may give it on');
  if (on) assertMayHave(tenant, user);
  await platform.write(function* () {
    // Inside the unit: two who take it from each other at once are not both done.
    if (!on) assertPlatformKeepsOne(platform, tenant, user);
    yield* on ? addPlatformAdministrator(tenant.id, user.userName) : removePlatformAdministrator(tenant.id, user.userName);
  });
}
