import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { TextButton } from '../../components/button.tsx';
import type { Setting } from '../../installation/installation-queries.ts';
import words from '../../locales/en/manage.json';
import { OverviewLine } from './overview-section.tsx';
import { SettingField } from './setting-field.tsx';
import css from './setting-line.module.css';
import { useChangeSetting } from './use-change-setting.ts';

type Named = keyof typeof words.setting;

/** Whether the value is another than the shipped one, or will be. */
export function differs({ origin, next }: Setting): boolean {
  return origin !== 'shipped' || next !== null;
}

/** What a setting is called; its key, where nobody has put it into words. */
function useSettingName({ key }: Setting): string {
  const { t } = useTranslation('manage');
  const name = key.replace(/\.(\w)/, (_, letter: string) => letter.toUpperCase());
  return Object.hasOwn(words.setting, name) ? t(`setting.${name as Named}`) : key;
}

/** One setting: what it is, its value, where that came from, and changing it where that is safe while it runs. */
export function SettingLine({ setting }: { setting: Setting }) {
  const { t } = useTranslation('manage');
  const { key, environment } = setting;
  const name = useSettingName(setting);
  const shown = useShown(setting);
  const [editing, setEditing] = useState(false);
  const { change, problem, forget } = useChangeSetting(setting, name);
  const close = () => {
    forget();
    setEditing(false);
  };
  return (
    <OverviewLine columns="minmax(180px, 1.5fr) minmax(130px, 1.1fr) minmax(120px, 1fr) 220px">
      <span className={css.name} title={`${key}, ${environment}`}>
        <span className="el">{name}</span>
        <span className="mono sm t3 el">{key}</span>
      </span>
      {editing ? (
        <SettingField name={name} setting={setting} problem={problem} onSave={(value) => change(value, close)} onClose={close} />
      ) : (
        <Value setting={setting} />
      )}
      <span className="t3 el">{t(`configuration.origin.${originKey(setting)}`, { shipped: shown(setting.shipped) })}</span>
      <Acts setting={setting} name={name} editing={editing} onEdit={() => setEditing(true)} onReset={() => change(null, close)} />
    </OverviewLine>
  );
}

/** A value as people read it. */
function useShown({ kind }: Setting): (text: string) => string {
  const { t } = useTranslation('manage');
  return (text) => (kind === 'flag' ? t(text === 'true' ? 'configuration.on' : 'configuration.off') : text || t('configuration.empty'));
}

function Value({ setting }: { setting: Setting }) {
  const { t } = useTranslation('manage');
  const { value, next } = setting;
  const shown = useShown(setting);
  return (
    <span className={differs(setting) ? 'b' : undefined}>
      {shown(value)}
      {next !== null && <span className={css.next}>{t('configuration.next', { value: shown(next) })}</span>}
    </span>
  );
}

interface ActsProps {
  setting: Setting;
  name: string;
  editing: boolean;
  onEdit: () => void;
  onReset: () => void;
}

/** Changing and going back to the default; why not, where it cannot be. */
function Acts({ setting, name, editing, onEdit, onReset }: ActsProps) {
  const { t } = useTranslation('manage');
  const may = useMay('sites:write');
  const lost = useIsLost();
  const { changeable, origin } = setting;
  if (!may || lost || editing) return <span />;
  if (changeable === 'file') return <span className={`sm t3 nw ${css.why}`}>{t('configuration.inFile')}</span>;
  if (origin === 'environment' || origin === 'command line') return <span className={`sm t3 nw ${css.why}`}>{t('configuration.fixed')}</span>;
  return (
    <span className={css.acts}>
      {differs(setting) && <TextButton onClick={onReset}>{t('configuration.toDefault')}</TextButton>}
      <TextButton label={t('configuration.changeNamed', { name })} onClick={onEdit}>
        {t(changeable === 'restart' ? 'configuration.changeLater' : 'configuration.change')}
      </TextButton>
    </span>
  );
}

function originKey({ origin }: Setting): 'shipped' | 'site' | 'environment' | 'commandLine' {
  return origin === 'command line' ? 'commandLine' : origin;
}
