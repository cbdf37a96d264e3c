/** A text cut at the stretches `[from, to)` that are to stand out. */
export function pieces(text: string, marks: readonly (readonly [number, number])[]): { text: string; marked: boolean }[] {
  const whole = text.normalize('NFC');
  const cuts = marks.flatMap(([from, to], index) => [
    { text: whole.slice(marks[index - 1]?.[1] ?? 0, from), marked: false },
    { text: whole.slice(from, to), marked: true },
  ]);
  const rest = { text: whole.slice(marks.at(-1)?.[1] ?? 0), marked: false };
  return [...cuts, rest].filter((piece) => piece.text !== '');
}
