import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useSession } from '../api/console-state.ts';
import { Icon } from '../components/icon.tsx';
import { languages } from '../state/language.ts';
import { densities, themeChoices, useViewStore } from '../state/view-store.ts';
import css from './frame.module.css';
import { useSignOut } from './use-sign-out.ts';

/** Who is here; how they like to see the console; the way out. */
export function PersonMenu() {
  const { t } = useTranslation('common');
  const session = useSession();
  const signOut = useSignOut();
  const navigate = useNavigate();
  if (!session) return null;
  // Elsewhere the name has one's own site before it, which the banner says.
  const name = `${t(`role.${session.role}`)}, ${session.userName.replace(/^.*\//, '')}`;
  return (
    <Menu position="bottom-end" width={240} closeOnItemClick={false} withInitialFocusPlaceholder={false}>
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
        <Menu.Item closeMenuOnClick onClick={() => void navigate({ to: '/manage/you' })}>
          {t('person.password')}
        </Menu.Item>
        <Menu.Item closeMenuOnClick onClick={signOut}>
          {t('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ThemeItems() {
  const { t } = useTranslation('common');
  const { theme, setTheme } = useViewStore();
  const choices = themeChoices.map((value) => ({ value, label: t(`person.themes.${value}`) }));
  return <Choices label={t('person.theme')} choices={choices} chosen={theme} onChoose={setTheme} />;
}

function DensityItems() {
  const { t } = useTranslation('common');
  const { density, setDensity } = useViewStore();
  const choices = densities.map((value) => ({ value, label: t(`person.densities.${value}`) }));
  return <Choices label={t('person.density')} choices={choices} chosen={density} onChoose={setDensity} />;
}

function LanguageItems() {
  const { t } = useTranslation('common');
  const { language, setLanguage } = useViewStore();
  const choices = languages.map((value) => ({ value, label: t(`person.languages.${value}`) }));
  return <Choices label={t('person.language')} choices={choices} chosen={language} onChoose={setLanguage} />;
}

interface ChoicesProps<Value extends string> {
  label: string;
  choices: readonly { value: Value; label: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
}

/** One of several, with a check mark at the one that holds. */
function Choices<Value extends string>({ label, choices, chosen, onChoose }: ChoicesProps<Value>) {
  const choose = (picked: string) => {
    const choice = choices.find(({ value }) => value === picked);
    if (choice) onChoose(choice.value);
  };
  return (
    <Menu.RadioGroup value={chosen} onChange={choose}>
      <Menu.Label>{label}</Menu.Label>
      {choices.map(({ value, label: words }) => (
        <Menu.RadioItem key={value} value={value} checkIcon={<Icon name="check" />}>
          {words}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
