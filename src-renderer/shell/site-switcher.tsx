import { Menu } from '@mantine/core';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ListedSite } from '#contract/console/tenant-calls.ts';

import { useConsoleState, useMay, useSession } from '../api/console-state.ts';
import { Icon } from '../components/icon.tsx';
import { compareSites } from '../sites/site-order.ts';
import { useEnterSite, useSites } from '../sites/site-queries.ts';
import css from './frame.module.css';
import { isBeyondSites } from './views.ts';

/** Where one is: the site's name, for who looks after several a menu of them. */
export function SiteSwitcher() {
  const { t } = useTranslation('sites');
  const session = useSession();
  const state = useConsoleState();
  const site = state?.site ?? state?.lock?.site;
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const mayLeave = useMay('sites:read');
  // Before anybody has signed in it is not known whose site this is, nor whether there are several.
  const name = session !== null && isBeyondSites(session.permissions, path) ? t('all') : site?.name;
  if (name === undefined) return null;
  // Locked, or at the first run, there is nowhere to go.
  const stays = state?.lock != null || path === '/setup';
  return mayLeave && !stays ? <SiteMenu name={name} /> : <span className={`${css.site} el`}>{name}</span>;
}

function SiteMenu({ name }: { name: string }) {
  const { t } = useTranslation('sites');
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const sites = useSites(open).data?.sites ?? [];
  return (
    <Menu position="bottom-start" width={280} opened={open} onChange={setOpen} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={css.switcher} aria-label={t('switcher', { name })}>
          <span className="el">{name}</span>
          <Icon name="down" small />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void navigate({ to: '/sites' })}>{t('all')}</Menu.Item>
        {sites.some(({ mayEnter }) => mayEnter) && <Menu.Divider />}
        {sites
          .filter(({ mayEnter }) => mayEnter)
          .toSorted(compareSites)
          .map((site) => (
            <SiteItem key={site.tenant} site={site} />
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function SiteItem({ site: { tenant, name } }: { site: ListedSite }) {
  const navigate = useNavigate();
  const isHere = useSession()?.tenant === tenant;
  const { mutate } = useEnterSite();
  const go = () => (isHere ? void navigate({ to: '/' }) : mutate(tenant));
  return (
    <Menu.Item rightSection={isHere && <Icon name="check" />} onClick={go}>
      {name}
    </Menu.Item>
  );
}
