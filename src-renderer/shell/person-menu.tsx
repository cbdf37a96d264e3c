import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { call } from '../api/client.ts';
import { useSession } from '../api/console-state.ts';
import { forgetSession } from '../api/query-client.ts';
import { Icon } from '../components/icon.tsx';
import { languages } from '../state/language.ts';
import { densities, themeChoices, useViewStore } from '../state/view-store.ts';
import css from './frame.module.css';

/** Who is here; how they like to see the console; the way out. */
export function PersonMenu() {
  const { t } = useTranslation('common');
  const session = useSession();
  const signOut = useSignOut();
  if (!session) return null;
  const name = `${t(`role.${session.role}`)}, ${session.userName}`;
  return (
    <Menu position="bottom-end" width={240} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={css.person} aria-label={t('person.menu', { name })}>
          <Icon name="person" />
          <span className="el">{name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <ThemeItems />
        <DensityItems />
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item closeMenuOnClick onClick={signOut}>
          {t('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut(): () => void {
  const client = useQueryClient();
  return () => {
    // Signed out here even when the core cannot be told: the session then ends by its idle time.
    const leave = () => {
      forgetSession(client, 'left');
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'state' });
    };
    call('logout', {}).then(leave, leave);
  };
}

function ThemeItems() {
  const { t } = useTranslation('common');
  const { theme, setTheme } = useViewStore();
  return (
    <>
      <Menu.Label>{t('person.theme')}</Menu.Label>
      {themeChoices.map((choice) => (
        <Choice key={choice} chosen={choice === theme} onChoose={() => setTheme(choice)}>
          {t(`person.themes.${choice}`)}
        </Choice>
      ))}
    </>
  );
}

function DensityItems() {
  const { t } = useTranslation('common');
  const { density, setDensity } = useViewStore();
  return (
    <>
      <Menu.Label>{t('person.density')}</Menu.Label>
      {densities.map((choice) => (
        <Choice key={choice} chosen={choice === density} onChoose={() => setDensity(choice)}>
          {t(`person.densities.${choice}`)}
        </Choice>
      ))}
    </>
  );
}

function LanguageItems() {
  const { t } = useTranslation('common');
  const { language, setLanguage } = useViewStore();
  return (
    <>
      <Menu.Label>{t('person.language')}</Menu.Label>
      {languages.map((choice) => (
        <Choice key={choice} chosen={choice === language} onChoose={() => setLanguage(choice)}>
          {t(`person.languages.${choice}`)}
        </Choice>
      ))}
    </>
  );
}

function Choice({ chosen, onChoose, children }: { chosen: boolean; onChoose: () => void; children: ReactNode }) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      data-checked={chosen || undefined}
      rightSection={chosen && <Icon name="check" />}
      onClick={onChoose}
    >
      {children}
    </Menu.Item>
  );
}
