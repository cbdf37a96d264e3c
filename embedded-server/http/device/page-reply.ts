/** A page of a collection as an answer. A wide one is made in slices: the thread it is made on is the one that takes measurements in. */
import { collection, pageEnvelope, type Paging } from './paging.ts';
import type { DeviceReply, DeviceRequest } from './route.ts';

/** Rows made into text without a break: a few milliseconds. */
const sliceRows = 50;
/** What a row becomes, roughly; counted as waiting before it is known. */
const bytesARow = 1_000;

export interface Page<Row> {
  /** Property that holds the elements, such as `managedObjects`. */
  name: string;
  mediaType: string;
  rows: readonly Row[];
  /** Elements of some of the rows, one each. */
  compose(rows: readonly Row[]): readonly unknown[];
  /** Number of all elements, where it is asked for. */
  total?: number | undefined;
}

/** The texts of all elements, with a turn for everybody else between the slices; null when nobody waits for them any more. */
async function elementTexts<Row>(request: DeviceRequest, { rows, compose }: Page<Row>): Promise<string | null> {
  let isGone = false;
  request.onGone(() => (isGone = true));
  const texts: string[] = [];
  for (let from = 0; from < rows.length; from += sliceRows) {
    texts.push(JSON.stringify(compose(rows.slice(from, from + sliceRows))).slice(1, -1));
    await new Promise((resolve) => setImmediate(resolve));
    if (isGone) return null;
  }
  return texts.join(',');
}

async function widePage<Row>(request: DeviceRequest, paging: Paging, page: Page<Row>): Promise<DeviceReply> {
  request.reserve(page.rows.length * bytesARow);
  const elements = await elementTexts(request, page);
  const { self, ...rest } = pageEnvelope(request, paging, page.rows.length, page.total);
  const json = `{"self":${JSON.stringify(self)},${JSON.stringify(page.name)}:[${elements ?? ''}],${JSON.stringify(rest).slice(1)}`;
  return { status: 200, json, mediaType: page.mediaType };
}

/** Answer with a page; an ordinary one at once. */
export function pageReply<Row>(request: DeviceRequest, paging: Paging, page: Page<Row>): DeviceReply | Promise<DeviceReply> {
  const { name, rows, compose, total, mediaType } = page;
  if (rows.length > sliceRows) return widePage(request, paging, page);
  return { status: 200, body: collection(request, paging, name, compose(rows), total), mediaType };
}
