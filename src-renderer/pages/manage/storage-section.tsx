import { useTranslation } from 'react-i18next';

import { useConsoleState, useMay } from '../../api/console-state.ts';
import { formatBytes } from '../../format/bytes.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useManageOverview } from '../../installation/installation-queries.ts';
import { OverviewLine, OverviewSection } from './overview-section.tsx';

/** What this site takes on the disk, what is left, and the version that runs. */
export function StorageSection() {
  const { t } = useTranslation('manage');
  const { language } = useFormats();
  const mayLook = useMay('platform:read');
  const data = useManageOverview(useMay('site:write')).data;
  const version = useConsoleState()?.version;
  if (!data) return null;
  const more = mayLook ? { to: '/manage/health', words: t('storage.health') } : undefined;
  return (
    <OverviewSection title={t('storage.title')} note={t('storage.note', { version })} more={more}>
      <OverviewLine columns="1fr auto">
        <span>{t('storage.site')}</span>
        <span className="t3 nw">{formatBytes(data.storageBytes, language)}</span>
      </OverviewLine>
      {data.diskFreeBytes !== null && (
        <OverviewLine columns="1fr auto">
          <span>{t('storage.free')}</span>
          <span className="t3 nw">{formatBytes(data.diskFreeBytes, language)}</span>
        </OverviewLine>
      )}
    </OverviewSection>
  );
}
