/** Unattended displays: adding, opening, ending them. */
import type { AuditActivity } from '#contract/audit.ts';
import { displayViewSchema, type Display, type DisplayView } from '#contract/console/wall-calls.ts';
import { ExpectedError } from '#contract/errors.ts';

import { insertAuditRecord } from '../audit/audit-store.ts';
import { first, run, type Unit } from '../db/unit.ts';
import {
  allDisplays,
  bindDisplay,
  deleteDisplay,
  findDisplayRow,
  insertDisplay,
  replaceDisplayToken,
  saveDisplaySeen,
  updateDisplayView,
  type DisplayRow,
} from '../tenants/display-store.ts';
import { displayKeyText, isSessionOf, newSecret, parseDisplayKey, secretHash, tokenStanding } from '../tenants/displays.ts';
import type { OpenTenant } from './open-tenant.ts';

/** Seen is written at most so often. */
const seenEveryMs = 60_000;

type TenantOf = (id: string) => OpenTenant | undefined;

function viewOf({ name, rotate_seconds: rotateSeconds, theme }: DisplayRow): DisplayView {
  return displayViewSchema.parse({ name, rotateSeconds, theme });
}

function displayOf(row: DisplayRow): Display {
  return { ...viewOf(row), id: String(row.id), createdMs: row.created_ms, createdBy: row.created_by, boundTo: row.bound_address, seenMs: row.seen_ms };
}

function* requireDisplay(id: number): Unit<DisplayRow> {
  const row = yield* first(findDisplayRow(id));
  if (!row) throw new ExpectedError('not-found', 'There is no such display');
  return row;
}

function* tell(tenant: OpenTenant, activity: AuditActivity, name: string, by: string): Unit<void> {
  const record = { timeMs: tenant.clock.now(), userName: by, type: 'Display', activity, text: `${activity}: ${name}`, source: null, changes: [] };
  yield* run(insertAuditRecord(record));
}

/** All, oldest first. */
export function listDisplays(tenant: OpenTenant): Display[] {
  return tenant.database.read(allDisplays()).map(displayOf);
}

export interface DisplayLink {
  display: Display;
  /** For the link; not kept. */
  token: string;
}

function linkOf(tenant: OpenTenant, row: DisplayRow, secret: string): DisplayLink {
  return { display: displayOf(row), token: displayKeyText({ tenant: tenant.id, id: row.id, secret }) };
}

/** @param by who adds it, for the audit record. */
export function addDisplay(tenant: OpenTenant, view: DisplayView, by: string): Promise<DisplayLink> {
  const secret = newSecret();
  return tenant.database.write(function* () {
    const { name, rotateSeconds, theme } = view;
    const inserted = yield* first(insertDisplay(name, rotateSeconds, theme, secretHash(secret), tenant.clock.now(), by));
    yield* tell(tenant, 'Display added', name, by);
    return linkOf(tenant, yield* requireDisplay(inserted?.id ?? 0), secret);
  });
}

/** @throws ExpectedError 'not-found'. */
export function updateDisplay(tenant: OpenTenant, id: number, view: DisplayView, by: string): Promise<Display> {
  return tenant.database.write(function* () {
    yield* requireDisplay(id);
    yield* run(updateDisplayView(view.name, view.rotateSeconds, view.theme, id));
    yield* tell(tenant, 'Display changed', view.name, by);
    return displayOf(yield* requireDisplay(id));
  });
}

/** A new link; the old one and its session are void with the answer. @throws ExpectedError 'not-found'. */
export function renewDisplay(tenant: OpenTenant, id: number, by: string): Promise<DisplayLink> {
  const secret = newSecret();
  return tenant.database.write(function* () {
    yield* requireDisplay(id);
    yield* run(replaceDisplayToken(secretHash(secret), id));
    const row = yield* requireDisplay(id);
    yield* tell(tenant, 'Display link renewed', row.name, by);
    return linkOf(tenant, row, secret);
  });
}

/** Its link and session are void with the answer. @throws ExpectedError 'not-found'. */
export function removeDisplay(tenant: OpenTenant, id: number, by: string): Promise<void> {
  return tenant.database.write(function* () {
    const { name } = yield* requireDisplay(id);
    yield* run(deleteDisplay(id));
    yield* tell(tenant, 'Display removed', name, by);
  });
}

/**
 * Begin the session of a display; the one before is void.
 * @returns the session's id, for the cookie and nowhere else.
 * @throws ExpectedError 'unauthorized' for a void link, 'forbidden' for one that belongs to another address.
 */
export async function openDisplay(tenantOf: TenantOf, token: string, address: string): Promise<string> {
  const key = parseDisplayKey(token);
  const tenant = key ? tenantOf(key.tenant) : undefined;
  if (!key || !tenant) throw new ExpectedError('unauthorized', 'This link opens nothing');
  const secret = newSecret();
  await tenant.database.write(function* () {
    const row = yield* first(findDisplayRow(key.id));
    const standing = tokenStanding(row, key.secret, address);
    if (standing === 'void') throw new ExpectedError('unauthorized', 'This link opens nothing');
    if (standing === 'elsewhere') throw new ExpectedError('forbidden', 'This link belongs to another address');
    yield* run(bindDisplay(secretHash(secret), address, tenant.clock.now(), key.id));
    yield* tell(tenant, 'Display opened', `${row?.name ?? ''} from ${address}`, 'display');
  });
  return displayKeyText({ tenant: key.tenant, id: key.id, secret });
}

/** A display that shows the wall. */
export interface ShownDisplay {
  tenant: OpenTenant;
  view: DisplayView;
  id: number;
}

/** Whose a display session's id is; undefined when it stands for none. */
export function displayOfSession(tenantOf: TenantOf, sessionId: string | undefined): ShownDisplay | undefined {
  const key = sessionId === undefined ? null : parseDisplayKey(sessionId);
  const tenant = key ? tenantOf(key.tenant) : undefined;
  const row = key && tenant?.database.readFirst(findDisplayRow(key.id));
  if (!key || !tenant || !row || !isSessionOf(row, key.secret, tenant.clock.now())) return undefined;
  return { tenant, view: viewOf(row), id: row.id };
}

/** It asked for the wall: that it was seen is written now and then. */
export async function noteDisplaySeen({ tenant, id }: ShownDisplay): Promise<void> {
  const now = tenant.clock.now();
  const row = tenant.database.readFirst(findDisplayRow(id));
  if (!row || now - (row.seen_ms ?? 0) < seenEveryMs) return;
  await tenant.database.write(() => run(saveDisplaySeen(now, id)));
}
