import { useTranslation } from 'react-i18next';

import type { Configuration } from '#contract/console/installation-calls.ts';

import { useMay } from '../../api/console-state.ts';
import { ErrorState, NotForRole } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useConfiguration } from '../../installation/installation-queries.ts';
import { OverviewSection } from './overview-section.tsx';
import css from './overview.module.css';
import { differs, SettingLine } from './setting-line.tsx';

/** Every setting of the installation: its value, where it came from, and changing it. */
export function ConfigurationPage() {
  const { t } = useTranslation(['manage', 'common']);
  const mayLook = useMay('platform:read');
  const { data, isPending, isError, error, refetch } = useConfiguration(mayLook);
  return (
    <PageMain>
      <PageHead>
        <h1>{t('configuration.title')}</h1>
        {data && <span className="t3 nw">{t('differ', { count: data.settings.filter(differs).length })}</span>}
      </PageHead>
      {!mayLook && <NotForRole why={t('health.notForRole')} />}
      {mayLook && isPending && <SkeletonRows lines="one" />}
      {isError && !data && <ErrorState title={t('configuration.unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />}
      {data && <Settings configuration={data} />}
    </PageMain>
  );
}

function Settings({ configuration: { settings, siteFile } }: { configuration: Configuration }) {
  const { t } = useTranslation('manage');
  const different = settings.filter(differs);
  const shipped = settings.filter((setting) => !differs(setting));
  return (
    <div className={css.scroll} data-region="list">
      <p className={css.lead}>
        {t('configuration.lead')} {t('configuration.how')} <span className="mono">{siteFile}</span>
      </p>
      {different.length > 0 && (
        <OverviewSection title={t('configuration.different')}>
          {different.map((setting) => (
            <SettingLine key={setting.key} setting={setting} />
          ))}
        </OverviewSection>
      )}
      <OverviewSection title={t('configuration.shipped')}>
        {shipped.map((setting) => (
          <SettingLine key={setting.key} setting={setting} />
        ))}
      </OverviewSection>
    </div>
  );
}
