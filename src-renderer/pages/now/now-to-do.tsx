import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import type { ToDoItem } from '#contract/console/to-do-calls.ts';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { usePeople } from '../../people/people-queries.ts';
import { useRules } from '../../rules/rule-queries.ts';
import { useDemoActs, useDemoSite } from '../../site/demo-queries.ts';
import { useToDos } from '../../site/to-do-queries.ts';
import css from './now-to-do.module.css';
import { openToDos } from './open-to-dos.ts';

/** What is left to do after the first run: each with its one act, each can be put away. Only for who may do it. */
export function NowToDo({ devices }: { devices: number }) {
  const { t } = useTranslation('now');
  const { dismissed, dismiss } = useToDos();
  const acts = useActs();
  const items = useOpenItems(devices, dismissed);
  const lost = useIsLost();
  if (lost || items.length === 0) return null;
  return (
    <section className={css.toDo} aria-labelledby="to-do">
      <h2 id="to-do" className={css.title}>
        {t('toDo.title')}
      </h2>
      <ul>
        {items.map((item) => (
          <li key={item}>
            <div>
              <span>{t(`toDo.${item}.what`)}</span> <span className="t3">{t(`toDo.${item}.why`)}</span>
            </div>
            <Button onClick={acts[item]}>{t(`toDo.${item}.act`)}</Button>
            <IconButton icon="close" label={t('toDo.dismiss', { what: t(`toDo.${item}.what`) })} onClick={() => dismiss(item)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function useActs(): Record<ToDoItem, () => void> {
  const navigate = useNavigate();
  const { remove } = useDemoActs();
  return {
    device: () => void navigate({ to: '/devices', search: { add: true } }),
    rule: () => void navigate({ to: '/manage/rules/$ruleId', params: { ruleId: 'new' } }),
    person: () => void navigate({ to: '/manage/people', search: { add: true } }),
    demo: remove,
  };
}

function useOpenItems(devices: number, dismissed: readonly ToDoItem[] | undefined): ToDoItem[] {
  const mayDevices = useMay('devices:write');
  const mayRules = useMay('rules:write');
  const mayPeople = useMay('people:write');
  const demo = useDemoSite();
  const rules = useRules().data?.rules;
  const people = usePeople(mayPeople).data?.people;
  if (!dismissed || !demo || !rules || (mayPeople && !people)) return [];
  return openToDos({ devices, demo, rules: rules.length, people: people?.length ?? 0, dismissed, mayDevices, mayRules, mayPeople });
}
