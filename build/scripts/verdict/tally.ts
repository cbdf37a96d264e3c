/** From the test runners' JSON reports to the numbers of the verdict. Pure. */
import { z } from 'zod';

/** What one step of the verdict came to. */
export interface Outcome {
  passed: number;
  failed: number;
  /** Allowed skips, each `name (reason)`. */
  skipped: string[];
  /** Stories that passed only when they were tried again: somebody has to look at each. */
  unsteady: string[];
  /** Tests that ran on the full data sets beside the committed excerpts. */
  fullSets: string[];
  /** What to print when something failed. */
  output: string;
}

/** Tests on the full data sets say so by these words in their names. */
const fullSetWords = /full set/i;

/** An outcome without tests of its own: one thing, that went well or not. */
export function singleOutcome(ok: boolean, output: string): Outcome {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [], unsteady: [], fullSets: [], output };
}

const vitestSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * Counts Vitest's report. A skipped test counts as failed, as does a file that could not be loaded, and a
 * run that was not successful although no test failed (an unhandled error).
 */
export function tallyVitest(report: unknown, output: string): Outcome {
  const { success, testResults } = vitestSchema.parse(report);
  const results = testResults.flatMap((file) => file.assertionResults);
  const passed = results.filter(({ status }) => status === 'passed');
  const skipped = results.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'));
  const failed = results.length - passed.length + broken.length;
  return {
    passed: passed.length,
    failed: failed === 0 && !success ? 1 : failed,
    skipped: [],
    unsteady: [],
    fullSets: passed.map(({ fullName }) => fullName).filter((name) => fullSetWords.test(name)),
    output: withForbiddenSkips(output, skipped.map(({ fullName }) => fullName)),
  };
}

interface Suite {
  specs: { title: string; file: string; tests: { status: string; annotations: { type: string; description?: string | undefined }[] }[] }[];
  suites?: Suite[] | undefined;
}

const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    specs: z.array(
      z.object({
        title: z.string(),
        file: z.string(),
        tests: z.array(
          z.object({
            status: z.string(),
            annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
          }),
        ),
      }),
    ),
    suites: z.array(suiteSchema).optional(),
  }),
);
const playwrightSchema = z.object({ suites: z.array(suiteSchema), errors: z.array(z.unknown()) });

interface Story {
  name: string;
  status: string;
  mayBeSkipped: boolean;
  reason: string;
}

function storiesOf(suite: Suite): Story[] {
  const own = suite.specs.flatMap(({ title, file, tests }) =>
    tests.map(({ status, annotations }) => ({
      name: `${file}: ${title}`,
      status,
      mayBeSkipped: file.replace(/^e2e\//, '').startsWith('desktop/'),
      reason: annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given',
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(storiesOf)];
}

/** Counts Playwright's report. Only stories of e2e/desktop may be skipped; any other skip has failed. A story that passed when it was tried again is named. */
export function tallyPlaywright(report: unknown, output: string): Outcome {
  const { suites, errors } = playwrightSchema.parse(report);
  const stories = suites.flatMap(storiesOf);
  const unsteady = stories.filter(({ status }) => status === 'flaky');
  const passed = [...stories.filter(({ status }) => status === 'expected'), ...unsteady];
  const allowed = stories.filter(({ status, mayBeSkipped }) => status === 'skipped' && mayBeSkipped);
  const forbidden = stories.filter(({ status, mayBeSkipped }) => status === 'skipped' && !mayBeSkipped);
  return {
    passed: passed.length,
    failed: stories.length - passed.length - allowed.length + errors.length,
    skipped: allowed.map(({ name, reason }) => `${name} (${reason})`),
    unsteady: unsteady.map(({ name }) => name),
    fullSets: passed.map(({ name }) => name).filter((name) => fullSetWords.test(name)),
    output: withForbiddenSkips(output, forbidden.map(({ name }) => name)),
  };
}

function withForbiddenSkips(output: string, names: readonly string[]): string {
  return names.length === 0 ? output : `${output}\nSkipped, which only e2e/desktop may be:\n${names.map((name) => `  ${name}`).join('\n')}\n`;
}

/** The verdict's last line, and whether it is good: something passed and nothing failed. */
export function closingLine(outcomes: readonly Outcome[]): { line: string; good: boolean } {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  const skipped = outcomes.reduce((sum, outcome) => sum + outcome.skipped.length, 0);
  const tail = skipped === 0 ? '' : `, ${skipped} skipped`;
  return { line: `${passed} passed, ${failed} failed${tail}`, good: failed === 0 && passed > 0 };
}
