/**
 * A device on its way to a credential: announced by an operator, seen connecting, accepted, served once. Pure.
 * https://cumulocity.com/api/core/#tag/New-device-requests
 */
import { createHash, timingSafeEqual } from 'node:crypto';

import { ExpectedError } from '#contract/errors.ts';
import { parseId, requireFields, requireJsonObject, requireText } from '#contract/wire.ts';

export const deviceRequestStatuses = ['WAITING_FOR_CONNECTION', 'PENDING_ACCEPTANCE', 'ACCEPTED'] as const;
export type DeviceRequestStatus = (typeof deviceRequestStatuses)[number];

/** How long an acceptance, and the sight of a device that waits for one, counts. */
export const acceptWindowMs = 15 * 60_000;
/** A device polls every few seconds; its waiting is stored anew only this often. */
const refreshMs = 60_000;

export interface DeviceRequestState {
  status: DeviceRequestStatus;
  /** Address of the device that waits or was accepted; null before one connected. */
  address: string | null;
  changedMs: number;
}

export interface Poll {
  address: string;
  nowMs: number;
}

/**
 * What a device's asking for its credential leads to.
 * While one address waits or is accepted, another one changes nothing: what the operator saw is what gets in.
 * @returns `'serve'`, or the state from now on (the same object when nothing changed).
 */
export function afterPoll(state: DeviceRequestState, { address, nowMs }: Poll): 'serve' | DeviceRequestState {
  const waiting: DeviceRequestState = { status: 'PENDING_ACCEPTANCE', address, changedMs: nowMs };
  if (state.status === 'WAITING_FOR_CONNECTION') return waiting;
  const age = nowMs - state.changedMs;
  if (age > acceptWindowMs) return waiting;
  if (state.address !== address) return state;
  if (state.status === 'ACCEPTED') return 'serve';
  return age >= refreshMs ? waiting : state;
}

/** The state after an operator's acceptance. @throws ExpectedError 'invalid' unless a device waits right now. */
export function accepted(state: DeviceRequestState, nowMs: number): DeviceRequestState {
  if (state.status !== 'PENDING_ACCEPTANCE' || nowMs - state.changedMs > acceptWindowMs) {
    throw new ExpectedError('invalid', `The device has not asked for its credential in the last ${acceptWindowMs / 60_000} minutes`);
  }
  return { ...state, status: 'ACCEPTED', changedMs: nowMs };
}

/** Compared without telling how much of it was right. */
export function tokenMatches(expected: string | null, given: string | null): boolean {
  if (expected === null) return true;
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(expected), hash(given ?? ''));
}

const maxIdLength = 200;
const maxTokenLength = 200;

/** The user name of a registered device. Colons and slashes would end it early in basic auth. */
export function deviceUserName(requestId: string): string {
  return `device_${requestId.replace(/[:/\s]/g, '-')}`;
}

export interface Announcement {
  id: string;
  securityToken: string | null;
}

function optionalToken(value: unknown): string | null {
  return value === undefined || value === null ? null : requireText(value, 'securityToken', maxTokenLength);
}

/** An id with the token that goes with it, as operators announce devices and devices ask. @throws ExpectedError 'invalid'. */
export function parseAnnouncement(body: unknown): Announcement {
  const object = requireJsonObject(body, 'a device request');
  requireFields(object, ['id']);
  const id = typeof object['id'] === 'number' ? String(object['id']) : object['id'];
  return { id: requireText(id, 'id', maxIdLength), securityToken: optionalToken(object['securityToken']) };
}

/** What an operator posts. */
export interface NewRequest extends Announcement {
  /** Type the device's object gets unless the device names one. */
  type: string | null;
  /** Group the device's object is put into. */
  groupId: number | null;
}

function optionalGroup(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null;
  const id = parseId(value);
  if (id === null) throw new ExpectedError('invalid', "'groupId' must be the id of a group");
  return id;
}

const maxTypeLength = 200;

/** @throws ExpectedError 'invalid'. */
export function parseNewRequest(body: unknown): NewRequest {
  const announcement = parseAnnouncement(body);
  const { type, groupId } = requireJsonObject(body, 'a device request');
  const noType = type === undefined || type === null || type === '';
  return { ...announcement, type: noType ? null : requireText(type, 'type', maxTypeLength), groupId: optionalGroup(groupId) };
}

/** What an operator puts: only acceptance. @returns the token the device must give, if one is asked for. */
export function parseAcceptance(body: unknown): { securityToken: string | null } {
  const object = requireJsonObject(body, 'a device request');
  requireFields(object, ['status']);
  if (object['status'] !== 'ACCEPTED') throw new ExpectedError('invalid', "'status' can only be set to ACCEPTED");
  return { securityToken: optionalToken(object['securityToken']) };
}
