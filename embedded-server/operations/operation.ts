/** An operation between the wire and its row, and its life cycle. Pure. */
import { ExpectedError } from '#contract/errors.ts';
import { canceledReason, nextStatuses, operationStatuses, operationStatusSchema, type OperationStatus } from '#contract/operations.ts';
import { parseInstant } from '#contract/time.ts';
import { parseId, requireFields, requireJsonObject, requireText, type JsonObject } from '#contract/wire.ts';

/** What a client asks a device to do. Fragment values are never null. */
export interface OperationContent {
  /** Id of the managed object that is to do it. */
  deviceId: number;
  description: string | null;
  /** To be taken by then, ms UTC; null = whenever the device comes. */
  expiresMs: number | null;
  fragments: JsonObject;
}

/** How an operation stands. */
export interface OperationState {
  status: OperationStatus;
  description: string | null;
  failureReason: string | null;
  /** It failed because nobody took it in time. */
  expired: boolean;
  fragments: JsonObject;
}

/** What a PUT changes; a fragment, description or reason of null is removed. */
export interface OperationChanges {
  status?: OperationStatus;
  description?: string | null;
  failureReason?: string | null;
  fragments: JsonObject;
}

const maxTextLength = 100_000;

/** Properties that are no fragments. The platform's own are left out, not refused: clients send back what they read. */
const ownProperties: ReadonlySet<string> = new Set([
  'id',
  'self',
  'deviceId',
  'deviceName',
  'deviceExternalIDs',
  'agentId',
  'status',
  'description',
  'failureReason',
  'creationTime',
  'lastUpdated',
  'bulkOperationId',
  'delivery',
  'valvomo_ExpiryTime',
  'valvomo_Expired',
]);

function fragmentsIn(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !ownProperties.has(key)));
}

function withoutNulls(fragments: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fragments).filter(([, value]) => value !== null));
}

function optionalText(value: unknown, field: string): string | null {
  return value === null || value === undefined || value === '' ? null : requireText(value, field, maxTextLength);
}

function optionalExpiry(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const expiresMs = typeof value === 'string' ? parseInstant(value) : null;
  if (expiresMs === null) throw new ExpectedError('invalid', "'valvomo_ExpiryTime' must be a date and time with zone");
  return expiresMs;
}

function requireDeviceId(value: unknown): number {
  const deviceId = parseId(value);
  if (deviceId === null) throw new ExpectedError('invalid', "'deviceId' must be the id of a managed object");
  return deviceId;
}

/** What is to be done, apart from who does it. @throws ExpectedError 'invalid', also when there is no command in it. */
export function parseCommand(body: unknown): Omit<OperationContent, 'deviceId'> {
  const operation = requireJsonObject(body, 'an operation');
  const fragments = withoutNulls(fragmentsIn(operation));
  if (Object.keys(fragments).length === 0) {
    throw new ExpectedError('invalid', 'An operation needs a command: a fragment such as c8y_Restart');
  }
  return {
    description: optionalText(operation['description'], 'description'),
    expiresMs: optionalExpiry(operation['valvomo_ExpiryTime']),
    fragments,
  };
}

/** What a POST says. @throws ExpectedError 'invalid' naming what is missing or wrong. */
export function parseOperation(body: unknown): OperationContent {
  const operation = requireJsonObject(body, 'an operation');
  requireFields(operation, ['deviceId']);
  return { deviceId: requireDeviceId(operation['deviceId']), ...parseCommand(operation) };
}

/** A status by its wire name. @throws ExpectedError 'invalid'. */
export function parseOperationStatus(value: unknown): OperationStatus {
  const parsed = operationStatusSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ExpectedError('invalid', `The status of an operation must be one of ${operationStatuses.join(', ')}`);
}

/** What a PUT says. @throws ExpectedError 'invalid'. */
export function parseOperationChanges(body: unknown): OperationChanges {
  const operation = requireJsonObject(body, 'an operation');
  const { status, description, failureReason } = operation;
  return {
    ...(status !== undefined && { status: parseOperationStatus(status) }),
    ...(description !== undefined && { description: optionalText(description, 'description') }),
    ...(failureReason !== undefined && { failureReason: optionalText(failureReason, 'failureReason') }),
    fragments: fragmentsIn(operation),
  };
}

function requireLegal(before: OperationState, status: OperationStatus): void {
  if (nextStatuses[before.status].includes(status)) return;
  const ending = before.expired ? 'expired before anybody took it' : `is ${before.status}`;
  throw new ExpectedError('invalid', `This operation ${ending} and cannot become ${status}`);
}

/**
 * An operation after a PUT: each fragment is replaced as a whole, so that agents can write results beside
 * the command, also after the operation has ended.
 * @throws ExpectedError 'invalid' for a status it cannot go to.
 */
export function applyOperationChanges(before: OperationState, changes: OperationChanges): OperationState {
  const status = changes.status ?? before.status;
  requireLegal(before, status);
  return {
    status,
    description: changes.description === undefined ? before.description : changes.description,
    failureReason: changes.failureReason === undefined ? before.failureReason : changes.failureReason,
    expired: before.expired,
    fragments: withoutNulls({ ...before.fragments, ...changes.fragments }),
  };
}

/** A device that runs an operation, or has run it, must have got it, whichever way. */
export function wasSent({ status }: Pick<OperationState, 'status'>): boolean {
  return status === 'EXECUTING' || status === 'SUCCESSFUL';
}

/** An operation nobody took in time; any other stays as it is. */
export function expireOperation(before: OperationState): OperationState {
  if (before.status !== 'PENDING') return before;
  return { ...before, status: 'FAILED', failureReason: 'Expired: the device did not take it in time', expired: true };
}

/** An operation taken back before its device took it; any other stays as it is. */
export function cancelOperation(before: OperationState): OperationState {
  if (before.status !== 'PENDING') return before;
  return { ...before, status: 'FAILED', failureReason: canceledReason };
}
