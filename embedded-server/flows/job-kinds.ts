/** Every kind of job there is. */
import { deviceChange, deviceDeletion } from './device-bulk.ts';
import { deviceExport } from './device-export.ts';
import { deviceImport } from './device-import.ts';
import { inventoryUndo } from './inventory-undo.ts';
import type { JobKind } from './job-kind.ts';
import { journalExport } from './journal-export.ts';
import { trendExport } from './trend-export.ts';

export const jobKinds: readonly JobKind[] = [deviceExport, deviceChange, deviceDeletion, deviceImport, inventoryUndo, journalExport, trendExport];
