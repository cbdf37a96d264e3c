/** The shapes of load everything is measured with, and how much of each. Pure. */
import type { Dialect, Form } from './requests.ts';

export interface Shape {
  name: string;
  form: Form;
  rowsPerRequest: number;
  connections: number;
  headers: readonly string[];
  /** Rows of each device a round. */
  rows: number;
  alarmEvery: number;
  /** Spoken by ours and the bound only: others have no such difference. */
  cumulocityOnly: boolean;
  /** Part of the short form too. */
  isCore: boolean;
}

/** One request in a hundred changes an alarm: half of them raise one, or one request does both. */
const alarmEveryBatch = 2_000;
const alarmEverySingle = 200;
/** Twenty rows of five series: a hundred samples. */
const rowsPerRequest = 20;

/** @param rows of each device a round, in the shape with a hundred samples a request. */
export function shapesOf(rows: number): Shape[] {
  const hundred: Shape = { name: '100 a request', form: 'together', rowsPerRequest, connections: 16, headers: [], rows, alarmEvery: alarmEveryBatch, cumulocityOnly: false, isCore: true };
  const half = rowsPerRequest * Math.ceil(rows / rowsPerRequest / 2);
  return [
    hundred,
    { ...hundred, name: '100 a request, with Accept', headers: ['accept: application/json'], cumulocityOnly: true, isCore: false },
    { ...hundred, name: '100 a request, one series a measurement', form: 'apart', rows: half, cumulocityOnly: true, isCore: false },
    { ...hundred, name: '1 a request, 64 connections', form: 'single', rowsPerRequest: 1, connections: 64, rows: Math.max(5, Math.ceil(rows / 20)), alarmEvery: alarmEverySingle },
  ];
}

/** Whether a system is measured with a shape. */
export function takesShape(dialect: Dialect, shape: Shape): boolean {
  return dialect === 'cumulocity' || !shape.cumulocityOnly;
}
