/**
 * The tenants of the installation while the core runs: each open, and, unless it is suspended, with companions beside
 * it (housekeeping, jobs, announcements). A suspended tenant can be looked at and backed up; it serves nobody and nothing
 * happens in it.
 */
import { randomBytes } from 'node:crypto';

import type { Clock } from '../clock.ts';
import { assertTenantFile } from '../db/data-folder.ts';
import { tenantFolder } from '../db/tenant-folders.ts';
import type { OpenTenant } from './open-tenant.ts';
import { closeTenant, openTenant } from './tenant-opening.ts';

/** Something that runs beside a tenant. */
export interface Companion {
  /** Stop beginning anything. */
  cancel(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Put down, after {@link cancel}, what must be put down before the file is closed. */
  leave?(): Promise<void>;
}

export type StartCompanion = (tenant: OpenTenant) => Companion;

interface Place {
  tenant: OpenTenant;
  suspended: boolean;
  companions: Companion[];
}

export class Tenants {
  readonly #dataDir: string;
  readonly #clock: Clock;
  readonly #places = new Map<string, Place>();
  readonly #starts: StartCompanion[] = [];
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(dataDir: string, clock: Clock) {
    this.#dataDir = dataDir;
    this.#clock = clock;
  }

  get(id: string): OpenTenant | undefined {
    return this.#places.get(id)?.tenant;
  }

  /** A tenant that serves; undefined when it is suspended or not there. */
  serving(id: string): OpenTenant | undefined {
    const place = this.#places.get(id);
    return place?.suspended ? undefined : place?.tenant;
  }

  isSuspended(id: string): boolean {
    return this.#places.get(id)?.suspended ?? false;
  }

  all(): OpenTenant[] {
    return [...this.#places.values()].map(({ tenant }) => tenant);
  }

  folderOf(id: string): string {
    return tenantFolder(this.#dataDir, id);
  }

  /**
   * Open a tenant of the directory.
   * @param mustExist whether its file must be there: a lost one must not be made anew.
   */
  open(id: string, { suspended = false, mustExist = true } = {}): OpenTenant {
    const folder = this.folderOf(id);
    if (mustExist) assertTenantFile(folder);
    // An epoch of its own for each opening: numbers of its feed begin anew.
    const tenant = openTenant(id, folder, this.#clock, randomBytes(8).toString('hex'));
    const place: Place = { tenant, suspended, companions: [] };
    this.#places.set(id, place);
    if (!suspended) place.companions = this.#starts.map((start) => start(tenant));
    return tenant;
  }

  /** Start something beside each tenant that serves, those opened later too. */
  accompany(start: StartCompanion): void {
    this.#starts.push(start);
    for (const place of this.#places.values()) if (!place.suspended) place.companions.push(start(place.tenant));
  }

  /** From now on it serves nobody; what was under way is finished. */
  async suspend(id: string): Promise<void> {
    const place = this.#places.get(id);
    if (!place || place.suspended) return;
    place.suspended = true;
    await dismiss(place);
    await place.tenant.database.idle();
  }

  /** Serve again. Opened anew, for the time it rested is not evidence to its rules, as after a restart. */
  async resume(id: string): Promise<void> {
    const place = this.#places.get(id);
    if (!place?.suspended) return;
    this.#places.delete(id);
    await closeTenant(place.tenant);
    this.open(id);
  }

  /** One change to the directory at a time: founding, suspending, resuming. */
  inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const turn = this.#lastChange.then(change);
    this.#lastChange = turn.catch(() => undefined);
    return turn;
  }

  async idle(): Promise<void> {
    const places = [...this.#places.values()];
    await Promise.all(places.flatMap(({ companions }) => companions.map((companion) => companion.idle())));
    await Promise.all(places.map(({ tenant }) => tenant.database.idle()));
  }

  /** Stop everything beside the tenants, then close them. */
  async close(): Promise<void> {
    const places = [...this.#places.values()];
    const companions = places.flatMap((place) => place.companions);
    for (const companion of companions) companion.cancel();
    for (const companion of companions) await companion.leave?.();
    this.#places.clear();
    for (const { tenant } of places) await closeTenant(tenant);
  }
}

async function dismiss(place: Place): Promise<void> {
  const leaving = place.companions.splice(0);
  for (const companion of leaving) companion.cancel();
  await Promise.all(leaving.map((companion) => companion.idle()));
}
