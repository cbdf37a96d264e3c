/** The audit log of the site. */
import { auditChoicesOf, auditRecords } from '../../flows/audit-reads.ts';
import type { ConsoleHandlers } from './call.ts';

export const auditHandlers: Pick<ConsoleHandlers, 'auditRecords' | 'auditChoices'> = {
  auditRecords: ({ tenant }, query) => auditRecords(tenant, query),
  auditChoices: ({ tenant }) => auditChoicesOf(tenant),
};
