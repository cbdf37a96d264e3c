/** A first look through the sources: how many readings there are and when they begin and end. */
import { readingsOf, type BadRow } from './source-files.ts';
import type { Reading } from './source-rows.ts';
import type { SourceDevice } from './source-sets.ts';

export interface DeviceSurvey {
  device: SourceDevice;
  readings: number;
  /** Source times, ms; meaningless while there are no readings. */
  firstMs: number;
  lastMs: number;
}

/** The readings of a device, file after file. */
export async function* deviceReadings(device: SourceDevice, onBad: (bad: BadRow) => void): AsyncGenerator<Reading> {
  for (const file of device.files) yield* readingsOf(file, device.format, onBad);
}

async function surveyDevice(device: SourceDevice, onBad: (bad: BadRow) => void): Promise<DeviceSurvey> {
  const survey = { device, readings: 0, firstMs: Infinity, lastMs: -Infinity };
  for await (const { timeMs } of deviceReadings(device, onBad)) {
    survey.readings += 1;
    survey.firstMs = Math.min(survey.firstMs, timeMs);
    survey.lastMs = Math.max(survey.lastMs, timeMs);
  }
  return survey;
}

/** Look through all devices, one after the other; every bad row is told once. */
export async function surveyDevices(devices: readonly SourceDevice[], onBad: (bad: BadRow) => void): Promise<DeviceSurvey[]> {
  const surveys: DeviceSurvey[] = [];
  for (const device of devices) surveys.push(await surveyDevice(device, onBad));
  return surveys;
}
