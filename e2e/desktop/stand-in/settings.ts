/** What the test that starts the stand-in decides about the machine it plays. */
import path from 'node:path';

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
}

/** Where Electron keeps what belongs to the person; a fresh folder in each test. */
export const userDataPath = required('STAND_IN_USER_DATA');
export const chromiumPath = required('STAND_IN_CHROMIUM');
export const locale = process.env['STAND_IN_LOCALE'] ?? 'en-GB';
/** The project: what `electron .` would be started in. */
export const appPath = path.join(import.meta.dirname, '..', '..', '..');
