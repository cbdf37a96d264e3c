import { useTranslation } from 'react-i18next';

import type { ListedSite } from '#contract/console/tenant-calls.ts';

import { useMay, useSession } from '../../api/console-state.ts';
import { TextButton } from '../../components/button.tsx';
import { formatBytes } from '../../format/bytes.ts';
import { useFormats } from '../../format/use-formats.ts';
import { compareSites } from '../../sites/site-order.ts';
import { useEnterSite, useSites } from '../../sites/site-queries.ts';
import { OverviewLine, OverviewSection } from './overview-section.tsx';

const shownSites = 6;

/** The sites of the installation at a glance, for who looks after it. */
export function SitesSection() {
  const { t } = useTranslation('manage');
  const mayLook = useMay('sites:read');
  const mayAdd = useMay('sites:write');
  const sites = useSites(mayLook).data?.sites;
  if (!mayLook || !sites) return null;
  const more = mayAdd ? { to: '/sites', search: { add: 'true' }, words: t('sites.add') } : { to: '/sites', words: t('show') };
  return (
    <OverviewSection title={t('sites.title')} note={t('sites.note')} more={more}>
      {sites.toSorted(compareSites).slice(0, shownSites).map((site) => (
        <SiteLine key={site.tenant} site={site} />
      ))}
      {sites.length > shownSites && <p className="sm t3">{t('sites.hidden', { count: sites.length - shownSites })}</p>}
    </OverviewSection>
  );
}

function SiteLine({ site: { tenant, name, summary, storageBytes, mayEnter, suspendedMs } }: { site: ListedSite }) {
  const { t } = useTranslation('manage');
  const formats = useFormats();
  const isHere = useSession()?.tenant === tenant;
  const { mutate } = useEnterSite();
  return (
    <OverviewLine columns="1.3fr 1fr 92px 74px">
      <span className="el" title={name}>
        {name}
      </span>
      <span className="nw">{t('sites.devices', { count: summary.devices })}</span>
      <span className="nw">{formatBytes(storageBytes, formats.language)}</span>
      {isHere && <span className="t3">{t('sites.thisOne')}</span>}
      {!isHere && mayEnter && (
        <span>
          <TextButton onClick={() => mutate(tenant)}>{t('sites.open')}</TextButton>
        </span>
      )}
      {suspendedMs !== null && <span className="t3">{t('sites.suspended')}</span>}
    </OverviewLine>
  );
}
