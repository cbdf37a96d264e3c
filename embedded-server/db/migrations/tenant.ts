/** Migrations of a tenant's file, `tenant.db`. */
import type { Migration } from '../migrate.ts';
import { tenantFirst } from './tenant-001-first.ts';
import { tenantRetention } from './tenant-002-retention.ts';
import { tenantRegistration } from './tenant-003-registration.ts';
import { tenantOperations } from './tenant-004-operations.ts';
import { tenantBulkOperations } from './tenant-005-bulk-operations.ts';
import { tenantSilence } from './tenant-006-silence.ts';
import { tenantMaintenance } from './tenant-007-maintenance.ts';
import { tenantTokens } from './tenant-008-tokens.ts';
import { tenantJobs } from './tenant-009-jobs.ts';
import { tenantProfiles } from './tenant-010-profiles.ts';
import { tenantBinaries } from './tenant-011-binaries.ts';
import { tenantEarlierSecrets } from './tenant-012-earlier-secrets.ts';
import { tenantBin } from './tenant-013-bin.ts';
import { tenantDisplays } from './tenant-014-displays.ts';
import { tenantJobChanges } from './tenant-015-job-changes.ts';
import { tenantLateReadings } from './tenant-016-late-readings.ts';
import { tenantReplacements } from './tenant-017-replacements.ts';
import { tenantServedRequests } from './tenant-018-served-requests.ts';
import { tenantHiddenAlarms } from './tenant-019-hidden-alarms.ts';
import { tenantMeasurementBlocks } from './tenant-020-measurement-blocks.ts';
import { tenantBlockSummaries } from './tenant-021-block-summaries.ts';

export const tenantApplicationId = 0x56_4c_56_54; // 'VLVT'
export const tenantMigrations: readonly Migration[] = [
  tenantFirst,
  tenantRetention,
  tenantRegistration,
  tenantOperations,
  tenantBulkOperations,
  tenantSilence,
  tenantMaintenance,
  tenantTokens,
  tenantJobs,
  tenantProfiles,
  tenantBinaries,
  tenantEarlierSecrets,
  tenantBin,
  tenantDisplays,
  tenantJobChanges,
  tenantLateReadings,
  tenantReplacements,
  tenantServedRequests,
  tenantHiddenAlarms,
  tenantMeasurementBlocks,
  tenantBlockSummaries,
];
