import { describe, expect, test } from 'vitest';

import { closingLine, singleOutcome, tallyPlaywright, tallyVitest } from './tally.ts';

const vitestReport = (statuses: string[], file = 'passed', success = true) => ({
  success,
  testResults: [{ name: 'a.test.ts', status: file, assertionResults: statuses.map((status, at) => ({ fullName: `test ${at}`, status })) }],
});

describe('the count of unit tests', () => {
  test('is passed and failed', () => {
    expect(tallyVitest(vitestReport(['passed', 'passed', 'failed'], 'failed', false), '')).toMatchObject({ passed: 2, failed: 1 });
  });

  test('takes a skipped test for a failed one and names it', () => {
    const outcome = tallyVitest(vitestReport(['passed', 'pending', 'todo']), 'output');
    expect(outcome).toMatchObject({ passed: 1, failed: 2, skipped: [] });
    expect(outcome.output).toContain('test 1');
  });

  test('takes a file that could not be loaded for one failure', () => {
    expect(tallyVitest(vitestReport([], 'failed', false), '')).toMatchObject({ passed: 0, failed: 1 });
  });

  test('takes an unsuccessful run without a failed test for one failure', () => {
    expect(tallyVitest(vitestReport(['passed'], 'passed', false), '')).toMatchObject({ passed: 1, failed: 1 });
  });

  test('names the tests on full data sets', () => {
    const report = { success: true, testResults: [{ name: 'f', status: 'passed', assertionResults: [{ fullName: 'replay of the full set', status: 'passed' }] }] };
    expect(tallyVitest(report, '').fullSets).toEqual(['replay of the full set']);
  });
});

const story = (file: string, status: string, reason?: string) => ({
  title: 'works',
  file,
  tests: [{ status, annotations: reason === undefined ? [] : [{ type: 'skip', description: reason }] }],
});
const playwrightReport = (...specs: ReturnType<typeof story>[]) => ({ suites: [{ specs: [], suites: [{ specs }] }], errors: [] });

describe('the count of end-to-end stories', () => {
  test('is passed and failed, whatever the nesting', () => {
    const report = playwrightReport(story('alarm.e2e.ts', 'expected'), story('alarm.e2e.ts', 'unexpected'));
    expect(tallyPlaywright(report, '')).toMatchObject({ passed: 1, failed: 1, skipped: [], unsteady: [] });
  });

  test('names a story that passed only when it was tried again', () => {
    expect(tallyPlaywright(playwrightReport(story('alarm.e2e.ts', 'flaky')), '')).toMatchObject({ passed: 1, failed: 0, unsteady: ['alarm.e2e.ts: works'] });
  });

  test('lets e2e/desktop skip, with its reason', () => {
    const report = playwrightReport(story('desktop/shell.e2e.ts', 'skipped', 'no Electron here'), story('alarm.e2e.ts', 'expected'));
    expect(tallyPlaywright(report, '')).toMatchObject({ passed: 1, failed: 0, skipped: ['desktop/shell.e2e.ts: works (no Electron here)'] });
  });

  test('takes any other skip for a failure', () => {
    expect(tallyPlaywright(playwrightReport(story('alarm.e2e.ts', 'skipped', 'tired')), '')).toMatchObject({ passed: 0, failed: 1 });
  });

  test('counts what went wrong outside of the stories', () => {
    expect(tallyPlaywright({ suites: [], errors: [{ message: 'no config' }] }, '')).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('the last line', () => {
  test('adds up, and is good when something passed and nothing failed', () => {
    expect(closingLine([singleOutcome(true, ''), singleOutcome(true, '')])).toEqual({ line: '2 passed, 0 failed', good: true });
    expect(closingLine([singleOutcome(true, ''), singleOutcome(false, '')])).toEqual({ line: '1 passed, 1 failed', good: false });
  });

  test('is not good when nothing ran', () => {
    expect(closingLine([])).toEqual({ line: '0 passed, 0 failed', good: false });
  });

  test('names the number of skipped stories only when there are any', () => {
    expect(closingLine([{ ...singleOutcome(true, ''), skipped: ['desktop (no display)'] }]).line).toBe('1 passed, 0 failed, 1 skipped');
  });
});
