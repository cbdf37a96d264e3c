/** How long the page's main thread was busy at a time, out of the browser's own trace. */
import type { Page } from 'playwright-core';

/** One task: what it took of a processor, and how long it stood in the way. They differ where other programs want the processor. */
export interface Task {
  busyMs: number;
  wallMs: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}.${tid}`;

function tasksOf(events: readonly TraceEvent[]): Task[] {
  const mainThreads = new Set(events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf));
  const isTask = (event: TraceEvent) => event.ph === 'X' && event.name.endsWith('RunTask') && mainThreads.has(threadOf(event));
  return events.filter(isTask).map(({ dur = 0, tdur = 0 }) => ({ busyMs: tdur / 1000, wallMs: dur / 1000 }));
}

/** Begin to watch. @returns ends it and tells of every task. */
export async function watchTasks(page: Page): Promise<() => Promise<Task[]>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'] } });
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    return tasksOf(events);
  };
}
