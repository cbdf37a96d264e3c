/**
 * Paging as the wire does it: `pageSize` (5 unless told, trimmed to 2000) and `currentPage` (from 1) come
 * in the query; a collection goes out with `self`, `next`, `prev` and `statistics`.
 */
import { ExpectedError } from '#contract/errors.ts';

const defaultPageSize = 5;
const maxPageSize = 2000;
/** Pages beyond this are nobody's honest wish, and the product with the page size stays exact. */
const maxCurrentPage = 1_000_000_000;

export interface Paging {
  pageSize: number;
  currentPage: number;
  /** Rows to skip. */
  offset: number;
  /** The client wants `statistics.totalPages`. */
  withTotalPages: boolean;
  /** The client wants `statistics.totalElements`. */
  withTotalElements: boolean;
}

/** What of a request its links are made from. */
export interface PagedRequest {
  /** `http://host:port` the client used. */
  baseUrl: string;
  /** Path and query as sent. */
  url: string;
  query: URLSearchParams;
}

function positive(query: URLSearchParams, name: string, missing: number, most: number): number {
  const text = query.get(name);
  if (text === null) return missing;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (number >= 1) return Math.min(number, most);
  throw new ExpectedError('invalid', `${name} must be a whole number from 1, not '${text.slice(0, 40)}'`);
}

/** A `true`/`false` query parameter; anything else is refused. */
export function queryFlag(query: URLSearchParams, name: string, missing = false): boolean {
  const text = query.get(name)?.toLowerCase();
  if (text === undefined) return missing;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new ExpectedError('invalid', `${name} must be true or false, not '${text.slice(0, 40)}'`);
}

/**
 * Read the paging parameters of a query.
 * @throws ExpectedError 'invalid' for sizes and pages that are no whole numbers from 1.
 */
export function parsePaging(query: URLSearchParams): Paging {
  const pageSize = positive(query, 'pageSize', defaultPageSize, maxPageSize);
  const currentPage = positive(query, 'currentPage', 1, maxCurrentPage);
  return {
    pageSize,
    currentPage,
    offset: (currentPage - 1) * pageSize,
    withTotalPages: queryFlag(query, 'withTotalPages'),
    withTotalElements: queryFlag(query, 'withTotalElements'),
  };
}

/** Whether answering needs the number of all elements. */
export function wantsTotal(paging: Paging): boolean {
  return paging.withTotalPages || paging.withTotalElements;
}

/** The request's own address with another page: every filter kept, then `pageSize=5&currentPage=2`. */
function pageUrl(request: PagedRequest, paging: Paging, currentPage: number): string {
  const query = new URLSearchParams(request.query);
  query.delete('pageSize');
  query.delete('currentPage');
  query.append('pageSize', String(paging.pageSize));
  query.append('currentPage', String(currentPage));
  const path = request.url.split('?', 1)[0] ?? '';
  return `${request.baseUrl}${path}?${query.toString()}`;
}

function statistics(paging: Paging, total: number | undefined): Record<string, number> {
  const { currentPage, pageSize } = paging;
  return {
    currentPage,
    pageSize,
    ...(paging.withTotalPages && total !== undefined && { totalPages: Math.ceil(total / pageSize) }),
    ...(paging.withTotalElements && total !== undefined && { totalElements: total }),
  };
}

/**
 * What stands around the elements of a page.
 * @param count of elements on it. @param total number of all elements; needed when {@link wantsTotal}.
 * @returns `next` whenever the page is full: clients read on until an empty page.
 */
export function pageEnvelope(request: PagedRequest, paging: Paging, count: number, total?: number): { self: string } & Record<string, unknown> {
  const { currentPage, pageSize } = paging;
  return {
    self: pageUrl(request, paging, currentPage),
    statistics: statistics(paging, total),
    ...(currentPage > 1 && { prev: pageUrl(request, paging, currentPage - 1) }),
    ...(count >= pageSize && { next: pageUrl(request, paging, currentPage + 1) }),
  };
}

/**
 * One page whole.
 * @param name property that holds the elements, such as `managedObjects`.
 */
export function collection(
  request: PagedRequest,
  paging: Paging,
  name: string,
  elements: readonly unknown[],
  total?: number,
): Record<string, unknown> {
  const { self, ...rest } = pageEnvelope(request, paging, elements.length, total);
  return { self, [name]: elements, ...rest };
}
