/**
 * The line a person pastes into a terminal to send a device's first value. Written for sh, bash and zsh;
 * the time is taken when it runs, so that it can be run again tomorrow.
 */
import type { DeviceSecret } from '#contract/console/device-calls.ts';

export interface CurlTarget {
  /** Where devices post, such as `http://127.0.0.1:8080`. */
  deviceUrl: string;
  deviceId: string;
  credential: DeviceSecret;
}

/** Characters that mean nothing to a shell. */
const plain = /^[A-Za-z0-9_./:@%+,=-]+$/;

/** A text as one word of a shell's command line: bare where it can be, else in single quotes. */
export function shellWord(text: string): string {
  return plain.test(text) ? text : shellQuoted(text);
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Stands where the shell puts the present time in UTC; `+%FT%TZ` is known to GNU, BSD and busybox. */
const timeMark = '@now@';
const shellTime = `'$(date -u +%FT%TZ)'`;

function exampleMeasurement(deviceId: string): string[] {
  return [
    `{"source":{"id":${JSON.stringify(deviceId)}},"type":"temperature",`,
    `"time":"${timeMark}",`,
    `"air":{"temperature":{"value":21.5,"unit":"°C"}}}`,
  ];
}

/** The command over several lines, each but the last ending in a backslash or inside the quoted body. */
export function curlLine({ deviceUrl, deviceId, credential }: CurlTarget): string {
  const { tenant, userName, secret } = credential;
  const body = shellQuoted(exampleMeasurement(deviceId).join('\n       ')).replace(timeMark, shellTime);
  return [
    `curl -X POST ${shellWord(`${deviceUrl.replace(/\/+$/, '')}/measurement/measurements`)}`,
    `-u ${shellWord(`${tenant}/${userName}:${secret}`)}`,
    `-H 'Content-Type: application/json'`,
    `-d ${body}`,
  ].join(' \\\n  ');
}
