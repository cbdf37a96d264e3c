/** All systems in turn, round by round in one sitting, so that a machine that slows down does so for all. */
import { Ingest, type IngestFigures } from './ingest.ts';
import type { Dialect } from './requests.ts';
import { takesShape, type Shape } from './shapes.ts';
import type { System } from './system.ts';

/** What is measured: a system by one of the ways it takes readings. */
export interface Entrant {
  name: string;
  system: System;
  dialect: Dialect;
  ingest: Ingest;
  /** The first way of its system: reads, size and starts are measured once a system. */
  isFirst: boolean;
}

/** By entrant, by shape, a figure a round. */
export type RoundFigures = Record<string, Record<string, IngestFigures[]>>;

export function entrantsOf(systems: readonly System[]): Entrant[] {
  return systems.flatMap((system) =>
    system.dialects.map((dialect, index) => ({
      name: index === 0 ? system.name : `${system.name}, ${dialect}`,
      system,
      dialect,
      ingest: new Ingest(system, dialect),
      isFirst: index === 0,
    })),
  );
}

/** Who went first goes last in the next round. */
function inTurn<T>(all: readonly T[], round: number): T[] {
  const first = round % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}

/** This part of a round is sent before anything counts: what is compiled while it runs is compiled then. */
const warmingShare = 1 / 4;

/** A part of a shape, in whole requests of every device. */
function partOf(shape: Shape, share: number): Shape {
  return { ...shape, rows: shape.rowsPerRequest * Math.ceil((shape.rows * share) / shape.rowsPerRequest) };
}

async function warmUp(entrants: readonly Entrant[], shapes: readonly Shape[]): Promise<void> {
  for (const shape of shapes) {
    for (const { ingest, system } of entrants.filter(({ dialect }) => takesShape(dialect, shape))) await ingest.run(partOf(shape, warmingShare * system.share));
  }
}

/** @param told what has just been measured. */
export async function runRounds(entrants: readonly Entrant[], shapes: readonly Shape[], rounds: number, told: (line: string) => void): Promise<RoundFigures> {
  await warmUp(entrants, shapes);
  const figures: RoundFigures = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const shape of shapes) {
      for (const { name, dialect, ingest, system } of inTurn(entrants, round).filter((one) => takesShape(one.dialect, shape))) {
        const result = await ingest.run(partOf(shape, system.share));
        ((figures[name] ??= {})[shape.name] ??= []).push(result);
        told(`round ${round + 1}, ${shape.name}, ${name}: ${Math.round(result.perSecond)}/s (${dialect})`);
      }
    }
  }
  return figures;
}
