/** Names of the messages between preload script and main process; no schemas here, the preload script stays small. */
export const channels = {
  versions: 'desktop:versions',
  saveFile: 'desktop:save-file',
  openDataFolder: 'desktop:open-data-folder',
  windowAction: 'desktop:window-action',
  setFullScreen: 'desktop:set-full-screen',
  openExternal: 'desktop:open-external',
  /** The page takes the alarm whose notice was activated, if one waits. */
  takeAlarm: 'desktop:take-alarm',
  /** Main to page: there is an alarm to take. */
  alarmWaiting: 'desktop:alarm-waiting',
} as const;

/** Why a call was not carried out. Nothing else of an error crosses over, no stack and no path. */
export type RefusalCode = 'sender-refused' | 'payload-refused' | 'failed';

export type Answer<Value = unknown> = { ok: true; value: Value } | { ok: false; code: RefusalCode };
