import { describe, expect, it } from 'vitest';

import { collection, parsePaging, queryFlag, wantsTotal } from './paging.ts';

function requested(search: string) {
  return {
    baseUrl: 'http://core:8080',
    url: `/inventory/managedObjects${search}`,
    query: new URLSearchParams(search),
  };
}

function page(search: string, elements: number, total?: number) {
  const request = requested(search);
  return collection(request, parsePaging(request.query), 'managedObjects', Array.from({ length: elements }), total);
}

describe('parsePaging', () => {
  it('starts at page 1 with 5 a page', () => {
    expect(parsePaging(new URLSearchParams())).toMatchObject({ pageSize: 5, currentPage: 1, offset: 0 });
  });

  it('trims large pages to 2000', () => {
    expect(parsePaging(new URLSearchParams('pageSize=100000&currentPage=3'))).toMatchObject({
      pageSize: 2000,
      offset: 4000,
    });
  });

  it.each(['0', '-1', '1.5', 'x', '', '1e3', '9'.repeat(40)])('refuses %j', (text) => {
    expect(() => parsePaging(new URLSearchParams({ pageSize: text }))).toThrow('pageSize');
    expect(() => parsePaging(new URLSearchParams({ currentPage: text }))).toThrow('currentPage');
  });

  it('keeps offsets exact however far the page', () => {
    const { offset } = parsePaging(new URLSearchParams('pageSize=2000&currentPage=999999999999999'));
    expect(Number.isSafeInteger(offset)).toBe(true);
  });
});

describe('queryFlag', () => {
  it('reads true, false and nothing', () => {
    const query = new URLSearchParams('a=true&b=FALSE');
    expect([queryFlag(query, 'a'), queryFlag(query, 'b', true), queryFlag(query, 'c', true)]).toEqual([true, false, true]);
  });

  it('refuses anything else', () => {
    expect(() => queryFlag(new URLSearchParams('a=yes'), 'a')).toThrow('true or false');
  });
});

describe('collection', () => {
  it('has neither next nor prev on a short first page', () => {
    expect(page('', 3)).toEqual({
      self: 'http://core:8080/inventory/managedObjects?pageSize=5&currentPage=1',
      managedObjects: [undefined, undefined, undefined],
      statistics: { currentPage: 1, pageSize: 5 },
    });
  });

  it('points on from a full page and keeps every filter', () => {
    expect(page('?type=a+b&currentPage=2&pageSize=2&ids=1%2C2', 2)).toMatchObject({
      next: 'http://core:8080/inventory/managedObjects?type=a+b&ids=1%2C2&pageSize=2&currentPage=3',
      prev: 'http://core:8080/inventory/managedObjects?type=a+b&ids=1%2C2&pageSize=2&currentPage=1',
    });
  });

  it('gives totals only when asked', () => {
    expect(wantsTotal(parsePaging(new URLSearchParams('withTotalElements=true')))).toBe(true);
    expect(page('', 5, 11)['statistics']).toEqual({ currentPage: 1, pageSize: 5 });
    expect(page('?withTotalPages=true', 5, 11)['statistics']).toEqual({ currentPage: 1, pageSize: 5, totalPages: 3 });
    expect(page('?withTotalElements=true', 5, 11)['statistics']).toMatchObject({ totalElements: 11 });
  });
});
