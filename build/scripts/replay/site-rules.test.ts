import { join } from 'node:path';

import { ruleDraftSchema } from '#contract/rules.ts';
import { expect, test } from 'vitest';

import { excerptFolder } from './command-line.ts';
import { ruleDrafts } from './site-rules.ts';
import { findDevices, type SourceDevice } from './source-sets.ts';

const nab = [...findDevices('nab-machine', excerptFolder), ...findDevices('nab-ambient', excerptFolder)];

test('each rule is one the core takes, watches a series its device has, and says what to do', () => {
  const drafts = ruleDrafts(nab, ({ key }) => `id of ${key}`);
  expect(drafts).toHaveLength(5);
  for (const draft of drafts) {
    expect(ruleDraftSchema.parse(draft)).toEqual(draft);
    const device = nab.find(({ key }) => draft.scope.kind === 'device' && draft.scope.deviceId === `id of ${key}`);
    expect(device?.series).toContainEqual(expect.objectContaining(draft.series));
    expect(draft.help).toMatch(/\w+/);
  }
});

test('the rule of the office watches its CO2', () => {
  const office: SourceDevice = {
    set: 'office',
    key: 'office',
    name: 'Office room',
    type: 't',
    group: 'g',
    files: [join('f')],
    format: { header: '', fields: 1, timeField: 0, valueFields: [], zone: 'Z' },
    measurementType: 'm',
    series: ['temperature', 'humidity', 'light', 'CO2', 'humidityRatio'].map((series) => ({ fragment: 'Climate', series, unit: '' })),
  };
  expect(ruleDrafts([office], () => '1').map(({ series }) => series?.series)).toEqual(['CO2']);
});
