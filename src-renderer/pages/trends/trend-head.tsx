import { SegmentedControl } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { NameDialog } from '../../components/name-dialog.tsx';
import { useViewChanges } from '../../measurements/trend-queries.ts';
import { showToast } from '../../state/toast-store.ts';
import { CompareChoice } from './compare-choice.tsx';
import { DatesButton } from './dates-button.tsx';
import { ExportButton } from './export-button.tsx';
import { queryOf } from './trend-search.ts';
import { focusCharts } from './trend-charts.tsx';
import css from './trends-page.module.css';
import type { TrendData } from './use-trend-data.ts';
import type { TrendControls } from './use-trend-view.ts';
import { useTrendTitle } from './use-trend-words.ts';
import { spanNames } from './windows.ts';

/** How long a time, compared with what, saved as what, exported. */
export function TrendHead({ controls, data }: { controls: TrendControls; data: TrendData }) {
  const { t } = useTranslation('trends');
  const { shown } = controls.view;
  const byPointer = useRef(false);
  return (
    <header className={css.head}>
      <div className={css.times} onPointerDown={() => (byPointer.current = true)} onKeyDown={() => (byPointer.current = false)}>
        <SegmentedControl
          aria-label={t('time')}
          value={'span' in shown ? shown.span : ''}
          data={spanNames.map((value) => ({ value, label: t(`span.${value}`) }))}
          onChange={(name) => {
            controls.show({ span: spanNames.find((known) => known === name) ?? '24h' });
            // After a click the arrow keys are the cross line's, not the next length's.
            if (byPointer.current) requestAnimationFrame(focusCharts);
          }}
        />
        <DatesButton controls={controls} />
      </div>
      <span className="grow" />
      <CompareChoice controls={controls} values={data.values} />
      <SaveView controls={controls} data={data} />
      <ExportButton controls={controls} data={data} />
    </header>
  );
}

function SaveView({ controls, data }: { controls: TrendControls; data: TrendData }) {
  const { t } = useTranslation('trends');
  const [naming, setNaming] = useState(false);
  const { save } = useViewChanges();
  const title = useTrendTitle(data.values.map(({ series }) => series));
  const lost = useIsLost();
  if (!useMay('pins:write') || lost) return null;
  const onSave = async (name: string) => {
    await save({ name, query: queryOf(controls.view) });
    showToast({ text: t('views.saved', { name }) });
  };
  return (
    <>
      <Button onClick={() => setNaming(true)}>{t('views.save')}</Button>
      {naming && <NameDialog title={t('views.saveTitle')} name={title} onSave={onSave} onClose={() => setNaming(false)} />}
    </>
  );
}
