import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { NextEvent } from '#contract/console/next-calls.ts';

import { alarmText } from '../../alarms/alarm-words.ts';
import { call } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { type Formats, useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';
import css from './now-page.module.css';

/** Nothing on the feed tells that a condition has begun to hold. */
const refreshMs = 5_000;

function useNext() {
  return useQuery({ queryKey: queryKeys.next, queryFn: ({ signal }) => call('next', {}, signal), refetchInterval: refreshMs }).data;
}

/** What happens by itself if nobody does anything, the soonest first. */
export function WhatNext() {
  const { t } = useTranslation('now');
  const next = useNext();
  const formats = useFormats();
  const now = useNow(1_000);
  return (
    <section className={css.next} aria-label={t('next.title')}>
      <div className={css.bar}>
        <h2>{t('next.title')}</h2>
      </div>
      {next && next.events.length === 0 && <p className={css.nextNone}>{t('next.none')}</p>}
      <ol className={css.nextList}>
        {next?.events.map((event) => (
          <NextLine key={`${event.kind} ${event.atMs} ${nameOf(event)}`} event={event} formats={formats} nowMs={now} />
        ))}
      </ol>
      {next && next.more > 0 && <p className={css.nextNone}>{t('next.more', { count: next.more })}</p>}
    </section>
  );
}

function nameOf(event: NextEvent): string {
  return event.kind === 'maintenance-ends' ? event.name : event.deviceName;
}

interface NextLineProps {
  event: NextEvent;
  formats: Formats;
  nowMs: number;
}

function NextLine({ event, formats, nowMs }: NextLineProps) {
  const { t } = useTranslation('now');
  const { title, detail } = lineWords(t, event, formats, nowMs);
  return (
    <li className={css.nextLine}>
      <time className="t3" dateTime={new Date(event.atMs).toISOString()} title={formats.full(event.atMs)}>
        {event.atMs <= nowMs ? t('next.now') : formats.moment(event.atMs, nowMs)}
      </time>
      <span className="el" title={title}>
        {title}
      </span>
      <span className="sm t2 el" title={detail}>
        {detail}
      </span>
    </li>
  );
}

function lineWords(t: TFunction<'now'>, event: NextEvent, { moment }: Formats, nowMs: number): { title: string; detail: string } {
  switch (event.kind) {
    case 'maintenance-ends':
      return { title: t('next.maintenanceEnds', { name: event.name }), detail: t('next.maintenanceWhy', { reason: event.reason, time: moment(event.sinceMs, nowMs) }) };
    case 'alarm-due':
      return { title: t('next.alarmDue', { name: event.deviceName, text: event.text }), detail: t('next.alarmWhy', { time: moment(event.sinceMs, nowMs) }) };
    case 'silence-due':
      return { title: t('next.silenceDue', { name: event.deviceName }), detail: t('next.silenceWhy', { time: moment(event.heardMs, nowMs) }) };
    case 'shelving-ends':
      return { title: t('next.shelvingEnds', { name: event.deviceName, text: alarmText(event) }), detail: t('next.shelvingWhy', { reason: event.reason }) };
  }
}
