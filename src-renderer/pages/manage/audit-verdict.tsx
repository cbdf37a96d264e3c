import { useTranslation } from 'react-i18next';

import { AlarmSymbol } from '../../components/alarm-symbol.tsx';
import { TextButton } from '../../components/button.tsx';
import { useVerifyAudit } from '../../installation/installation-queries.ts';

/** Whether the log is still as it was written: each record is chained to the one before. */
export function AuditVerdict() {
  const { t } = useTranslation('manage');
  const { data, isPending, mutate, isError } = useVerifyAudit();
  if (isError) return <TextButton onClick={() => mutate()}>{t('audit.verifyFailed')}</TextButton>;
  if (isPending) return <span className="t3 nw">{t('audit.verifying')}</span>;
  if (!data) return <TextButton onClick={() => mutate()}>{t('audit.verify')}</TextButton>;
  if (data.brokenAt === null) return <span className="t3 nw">{t('audit.whole', { count: data.records })}</span>;
  return (
    <span className="row">
      <AlarmSymbol severity="MAJOR" state="true" size={18} />
      <b className="nw">{t('audit.broken', { id: data.brokenAt })}</b>
    </span>
  );
}
