import { useTranslation } from 'react-i18next';

import type { Configuration } from '#contract/console/installation-calls.ts';

import { useMay } from '../../api/console-state.ts';
import { EmptyState, ErrorState } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useConfiguration } from '../../installation/installation-queries.ts';
import { OverviewLine, OverviewSection } from './overview-section.tsx';
import css from './overview.module.css';

type Setting = Configuration['settings'][number];

/** Every key of the configuration: its value, where it came from, how to change it. */
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
      {!mayLook && <EmptyState title={t('common:error.notForRole')} why={t('health.notForRole')} />}
      {mayLook && isPending && <SkeletonRows lines="one" />}
      {isError && !data && <ErrorState title={t('configuration.unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />}
      {data && <Settings configuration={data} />}
    </PageMain>
  );
}

function differs({ origin }: Setting): boolean {
  return origin !== 'shipped';
}

function Settings({ configuration: { settings, siteFile } }: { configuration: Configuration }) {
  const { t } = useTranslation('manage');
  const different = settings.filter(differs);
  const shipped = settings.filter((setting) => !differs(setting));
  return (
    <div className={css.scroll} data-region="list">
      <p className="t2">{t('configuration.lead')}</p>
      <p className="t2">
        {t('configuration.how')} <span className="mono">{siteFile}</span>
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

function SettingLine({ setting }: { setting: Setting }) {
  const { t } = useTranslation('manage');
  const { key, value, shipped, origin, environment } = setting;
  return (
    <OverviewLine columns="minmax(200px, 1.2fr) minmax(90px, 0.8fr) minmax(160px, 1fr) minmax(0, 1.4fr)">
      <span className="mono el" title={key}>
        {key}
      </span>
      <span className={differs(setting) ? 'b el' : 'el'} title={value}>
        {value === '' ? t('configuration.empty') : value}
      </span>
      <span className="t3 el">{differs(setting) ? t(`configuration.origin.${originKey(origin)}`, { shipped: shipped || t('configuration.empty') }) : t('configuration.origin.shipped')}</span>
      <span className="mono t3 el" title={environment}>
        {environment}
      </span>
    </OverviewLine>
  );
}

function originKey(origin: Setting['origin']): 'shipped' | 'site' | 'environment' | 'commandLine' {
  return origin === 'command line' ? 'commandLine' : origin;
}
