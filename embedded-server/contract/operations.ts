/**
 * Operations: commands to devices. A device takes one (PENDING → EXECUTING) and tells how it ended
 * (SUCCESSFUL or FAILED); see https://cumulocity.com/api/core/#tag/Operations.
 */
import { z } from 'zod';

export const operationStatuses = ['PENDING', 'EXECUTING', 'SUCCESSFUL', 'FAILED'] as const;
export const operationStatusSchema = z.enum(operationStatuses);
export type OperationStatus = z.infer<typeof operationStatusSchema>;

/**
 * Where an operation may go from each status. What ended stays ended: a device that comes back late must
 * learn that nobody waits for the command any more. What runs may wait again: an agent that restarts puts it back.
 */
export const nextStatuses: Record<OperationStatus, readonly OperationStatus[]> = {
  PENDING: ['PENDING', 'EXECUTING', 'SUCCESSFUL', 'FAILED'],
  EXECUTING: ['PENDING', 'EXECUTING', 'SUCCESSFUL', 'FAILED'],
  SUCCESSFUL: ['SUCCESSFUL'],
  FAILED: ['FAILED'],
};

/**
 * How a command stands, said honestly: `waits` until its device has read it, `sent` from then, `running` and `done` only
 * when the device says so. `expired` and `canceled` never reached the end; what was sent before may still happen.
 */
export const commandStates = ['waits', 'sent', 'running', 'done', 'failed', 'expired', 'canceled'] as const;
export type CommandState = (typeof commandStates)[number];

/** Why an operation failed that somebody took back; also what tells it from one the device failed. */
export const canceledReason = 'Canceled before the device took it';

/** A command as the console shows it. Times are ms UTC. */
export const consoleCommandSchema = z.object({
  id: z.string(),
  deviceId: z.string(),
  /** The fragment that says what to do, such as `c8y_Restart`. */
  kind: z.string(),
  /** All fragments: the command and what the device wrote beside it. */
  fragments: z.record(z.string(), z.unknown()),
  description: z.string().nullable(),
  state: z.enum(commandStates),
  createdMs: z.number().int(),
  /** When the device first read it. */
  sentMs: z.number().int().nullable(),
  /** Of one that ended: when. */
  endedMs: z.number().int().nullable(),
  /** To be taken by then; null = whenever the device comes. */
  expiresMs: z.number().int().nullable(),
  failureReason: z.string().nullable(),
});
export type ConsoleCommand = z.infer<typeof consoleCommandSchema>;
