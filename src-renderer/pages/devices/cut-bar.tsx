import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleGroup } from '#contract/managed-objects.ts';

import { Button } from '../../components/button.tsx';
import { PageTools } from '../../components/page.tsx';
import { leaveCut, useCut } from '../../devices/cut-inventory.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { canMove, useMove } from './use-move.ts';

interface CutBarProps {
  groups: readonly ConsoleGroup[];
  /** Where it would be put down: the chosen group, or the site. */
  onto: string | null;
  /** What that is called. */
  place: string;
}

/** What was cut and where it would go. Nothing while nothing is cut. */
export function CutBar({ groups, onto, place }: CutBarProps) {
  const { t } = useTranslation('inventory');
  const moved = useCut((state) => state.moved);
  const move = useMove(groups);
  useEffect(() => leaveCut, []);
  const fits = moved !== null && canMove(groups, moved, onto);
  const put = () => {
    if (!moved || !fits) return;
    leaveCut();
    move(moved, onto);
  };
  useKeys('list', [{ key: 'Ctrl+V', label: t('keys.paste', { place }), run: put, whileTyping: false }], fits);
  useKeys('list', [{ key: 'Escape', label: t('cut.leave'), run: leaveCut }], moved !== null);
  if (!moved) return null;
  const name = moved.kind === 'device' ? moved.device.name : moved.kind === 'group' ? moved.group.name : t('bulk.count', { count: moved.count });
  return (
    <PageTools>
      <span className="b el">{t('cut.what', { name })}</span>
      {!fits && <span className="t2 el">{t('cut.choose')}</span>}
      <span className="grow" />
      {fits && (
        <Button keyHint="Ctrl+V" onClick={put}>
          {t('cut.put', { place })}
        </Button>
      )}
      <Button kind="quiet" onClick={leaveCut}>
        {t('cut.leave')}
      </Button>
    </PageTools>
  );
}
