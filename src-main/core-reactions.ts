/** What the shell does when the core reports something. */
import { app, dialog } from 'electron';

import type { HostMessage, SeverityCounts } from '#contract/desktop.ts';

import type { ConsoleWindow } from './console-window.ts';
import type { CoreReports } from './core-process.ts';
import { silenceMs, watchCore } from './core-watch.ts';
import type { Words } from './locales/en.ts';
import { showNotice } from './notices.ts';
import type { StateTray } from './tray.ts';
import { fill } from './words.ts';

const nothingOpen: SeverityCounts = { CRITICAL: 0, MAJOR: 0, MINOR: 0, WARNING: 0 };

export function reactToCore(words: Words, tray: StateTray, consoleWindow: ConsoleWindow): CoreReports {
  let counts: SeverityCounts | null = null;
  const tellFailure = failureTeller(words);
  const watch = watchCore(() => {
    const body = fill(words.coreDownBody, { seconds: silenceMs / 1_000 });
    showNotice({ title: words.coreDownTitle, body, urgent: true }, consoleWindow.show);
  });

  function message(report: HostMessage): void {
    if (report.type === 'state') tray.show((counts = report.counts));
    else if (report.type === 'notice') announce(report, consoleWindow);
    else if (report.type === 'fatal') tellFailure(report.message, consoleWindow.origin() !== null);
    else {
      watch.up();
      // Counts are reported when they change, so none so far means none open.
      tray.show((counts ??= nothingOpen));
      consoleWindow.coreReady(report.openUrl);
    }
  }

  function down(exitCode: number, restartInMs: number): void {
    console.error(`The core ended with code ${exitCode}; next start in ${restartInMs} ms`);
    tray.show((counts = null));
    watch.down();
  }

  return { message, down };
}

function announce(notice: Extract<HostMessage, { type: 'notice' }>, consoleWindow: ConsoleWindow): void {
  const { title, body, severity, alarmId } = notice;
  showNotice({ title, body, urgent: severity === 'CRITICAL' }, () => consoleWindow.openAlarm(alarmId));
}

/** Asks once, and only before the first window: afterwards the tray and the console show that the core is away. */
function failureTeller(words: Words): (reason: string, wasReady: boolean) => void {
  let told = false;
  return (reason, wasReady) => {
    console.error('The core cannot run:', reason);
    if (told || wasReady) return;
    told = true;
    void askToQuit(words, reason);
  };
}

async function askToQuit(words: Words, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Valvomo',
    message: words.coreFailedTitle,
    detail: `${reason}\n\n${words.coreFailedDetail}`,
    buttons: [words.keepTrying, words.quit],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) app.quit();
}
