/** The audit log of the site. */
import { auditChoicesOf, auditRecords } from '../../flows/audit-reads.ts';
import { verifyAudit } from '../../audit/audit-chain.ts';
import type { ConsoleHandlers } from './call.ts';

export const auditHandlers: Pick<ConsoleHandlers, 'auditRecords' | 'auditChoices' | 'verifyAudit'> = {
  auditRecords: ({ tenant }, query) => auditRecords(tenant, query),
  verifyAudit: async ({ tenant }) => {
    const { records, brokenAt } = await verifyAudit(tenant.database);
    return { records, brokenAt };
  },
  auditChoices: ({ tenant }) => auditChoicesOf(tenant),
};
