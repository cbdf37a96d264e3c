/** The administrator's password: from the environment, or asked for without showing it. */
import type { ReadStream } from 'node:tty';

import { Trouble } from './trouble.ts';

const variable = 'VALVOMO_ADMIN_PASSWORD';
const endings = new Set(['\r', '\n', '\u0004']);
const erasing = new Set(['\u007f', '\b']);
const interrupt = '\u0003';

/** Add what was typed. @returns the new text, and whether it is complete; null when it was given up with Ctrl-C. */
export function typed(text: string, keys: string): { text: string; complete: boolean } | null {
  let now = text;
  for (const key of keys) {
    if (key === interrupt) return null;
    if (endings.has(key)) return { text: now, complete: true };
    now = erasing.has(key) ? now.slice(0, -1) : now + key;
  }
  return { text: now, complete: false };
}

function readUnseen(input: ReadStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = () => {
      input.off('data', take).setRawMode(false).pause();
      process.stderr.write('\n');
    };
    const take = (keys: string) => {
      const now = typed(text, keys);
      text = now?.text ?? '';
      if (now && !now.complete) return;
      end();
      if (now) resolve(now.text);
      else reject(new Trouble('stopped', 'Stopped; nothing was sent.'));
    };
    input.setRawMode(true).setEncoding('utf8').on('data', take).resume();
  });
}

/**
 * @param userName whose password, for the question.
 * @throws Trouble 'usage' when it is neither given nor can be asked for.
 */
export async function adminPassword(userName: string): Promise<string> {
  const given = process.env[variable];
  if (given) return given;
  if (!process.stdin.isTTY) throw new Trouble('usage', `Put the password of '${userName}' into ${variable}; there is no terminal to ask on.`);
  process.stderr.write(`Password of ${userName}: `);
  return readUnseen(process.stdin);
}
