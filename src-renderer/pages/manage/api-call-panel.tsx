import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import { type ApiCall, callersOf } from '../../api-docs/api-calls.ts';
import { GonePanel } from '../../components/gone-panel.tsx';
import { Facts, Panel, PanelSection } from '../../components/panel.tsx';
import css from './token-form.module.css';

interface ApiCallPanelProps {
  /** Undefined when there is no such call. */
  call: ApiCall | undefined;
  onClose: () => void;
}

/** One call: where, who may, what goes in and comes out. */
export function ApiCallPanel({ call, onClose }: ApiCallPanelProps) {
  const { t } = useTranslation('api');
  if (call) return <KnownCallPanel call={call} onClose={onClose} />;
  return <GonePanel title={t('gone')} why={t('goneWhy')} onClose={onClose} />;
}

function KnownCallPanel({ call, onClose }: { call: ApiCall; onClose: () => void }) {
  const { t } = useTranslation('api');
  const { method, path, server, operation } = call;
  const replies = Object.entries(operation.responses).filter(([status]) => status !== 'default');
  return (
    <Panel title={`${method} ${path}`} sentence={<span lang="en">{operation.summary}</span>} onClose={onClose}>
      <PanelSection title={t('callers')}>
        <Callers call={call} />
      </PanelSection>
      <PanelSection title={t('address')}>
        <p>{server === '/' ? t('thisConsole') : server}</p>
      </PanelSection>
      {operation.parameters.length > 0 && (
        <PanelSection title={t('parameters')}>
          <Parameters call={call} />
        </PanelSection>
      )}
      <Content title={t('body')} content={operation.requestBody?.content} />
      {replies.map(([status, { content }]) => (
        <Content key={status} title={t('reply', { status })} content={content} />
      ))}
    </Panel>
  );
}

function Callers({ call: { operation } }: { call: ApiCall }) {
  const { t } = useTranslation('api');
  const access = operation['x-valvomo-access'];
  const callers = callersOf(access);
  if (callers.length === 0) return <p>{t('anybody')}</p>;
  return (
    <>
      <Facts facts={callers.map(({ caller, needs }) => ({ name: t(`caller.${caller}`), value: needs ?? t('yes') }))} />
      {access.stepUp && <p className="sm t3">{t('stepUp')}</p>}
    </>
  );
}

function typeOf(schema: unknown): string {
  const { type, enum: values } = Object(schema) as { type?: unknown; enum?: unknown };
  if (Array.isArray(values)) return values.join(' | ');
  return typeof type === 'string' ? type : '';
}

function Parameters({ call: { operation } }: { call: ApiCall }) {
  const { t } = useTranslation('api');
  const facts = operation.parameters.map(({ name, required, schema }) => ({ name, value: [typeOf(schema), required && t('required')].filter(Boolean).join(', ') }));
  return <Facts facts={facts} />;
}

interface ContentProps {
  title: string;
  content: Readonly<Record<string, { schema: unknown }>> | undefined;
}

function Content({ title, content }: ContentProps) {
  const id = useId();
  return Object.entries(content ?? {}).map(([type, { schema }]) => (
    <PanelSection key={type} title={title}>
      <p id={id} className="sm t3">
        {type}
      </p>
      <pre className={css.code} tabIndex={0} role="region" aria-labelledby={id}>
        {JSON.stringify(schema, null, 2)}
      </pre>
    </PanelSection>
  ));
}
