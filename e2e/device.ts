/** A device as the person's terminal plays it: the line that was shown, taken apart and sent. */
import { expect, type Page } from '@playwright/test';

export interface CurlLine {
  url: string;
  /** `tenant/user:secret` */
  credential: string;
  sourceId: string;
}

function required(match: RegExpExecArray | null, what: string): string {
  if (!match?.[1]) throw new Error(`the line shows no ${what}`);
  return match[1];
}

/** The line to paste, as it stands on the page. */
export async function readCurlLine(page: Page): Promise<CurlLine> {
  const block = page.getByText(/^curl /);
  await expect(block).toBeVisible();
  const text = await block.innerText();
  return {
    url: required(/(https?:\/\/\S+)/.exec(text), 'address'),
    credential: required(/-u\s+'?([^\s']+)'?/.exec(text), 'credential'),
    sourceId: required(/"source":\s*\{\s*"id":\s*"(\d+)"/.exec(text), 'source'),
  };
}

/** One temperature as a device sends it. @param time now when left out. */
export function readingBody(sourceId: string, value: number, time = new Date().toISOString()): string {
  return JSON.stringify({ source: { id: sourceId }, type: 'temperature', time, air: { temperature: { value, unit: '°C' } } });
}

/** Post a body, whatever comes of it. */
export function sendTo({ url, credential }: CurlLine, body: string): Promise<Response> {
  const headers = { authorization: `Basic ${Buffer.from(credential).toString('base64')}`, 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body });
}

/** Post one temperature now, with exactly the credential that was shown. */
export async function postReading(line: CurlLine, value: number): Promise<void> {
  const response = await sendTo(line, readingBody(line.sourceId, value));
  expect(response.status).toBe(201);
}
