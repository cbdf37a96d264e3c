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
