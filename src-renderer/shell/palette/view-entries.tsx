import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useSession } from '../../api/console-state.ts';
import { Icon } from '../../components/icon.tsx';
import { managePartsFor } from '../../pages/manage/manage-parts.ts';
import type { PaletteEntry } from '../../palette/palette-entry.ts';
import { viewsFor } from '../views.ts';

/** The views of the rail and the parts of Manage that the role has. */
export function useViewEntries(): readonly PaletteEntry[] {
  const { t } = useTranslation(['shell', 'common', 'site']);
  const navigate = useNavigate();
  const permissions = useSession()?.permissions ?? [];
  const views = viewsFor(permissions).map(
    ({ name, path, icon, key }): PaletteEntry => ({
      key: `view ${name}`,
      group: 'settings',
      icon: <Icon name={icon} />,
      title: t(`common:view.${name}`),
      detail: t('palette.view'),
      keyHint: key,
      proposed: true,
      run: () => void navigate({ to: path }),
    }),
  );
  const parts = managePartsFor(permissions).map(
    ({ name, path }): PaletteEntry => ({
      key: `manage ${name}`,
      group: 'settings',
      icon: <Icon name="manage" />,
      title: t(`site:${name}`),
      detail: t('palette.settings'),
      run: () => void navigate({ to: path }),
    }),
  );
  const journal: PaletteEntry = {
    key: 'view journal',
    group: 'settings',
    icon: <Icon name="alarms" />,
    title: t('palette.journal'),
    detail: t('palette.view'),
    also: t('common:view.alarms'),
    run: () => void navigate({ to: '/alarms', search: { tab: 'journal' } }),
  };
  return permissions.includes('site:read') ? [...views, journal, ...parts] : [...views, ...parts];
}
