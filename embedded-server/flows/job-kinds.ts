/** Every kind of job there is. */
import { deviceExport } from './device-export.ts';
import type { JobKind } from './job-kind.ts';
import { trendExport } from './trend-export.ts';

export const jobKinds: readonly JobKind[] = [deviceExport, trendExport];
