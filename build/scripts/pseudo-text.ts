/** A language nobody speaks, made out of another's texts: accented, longer, readable. */

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'áƀçđéƒğĥïĵķłɱñóƥʠřšŧüṽŵẋÿžÁƁÇĐÉƑĞĤÏĴĶŁṀÑÓƤɊŘŠŦÜṼŴẊŸŽ';
const letters = new Map([...plain].map((letter, index): [string, string] => [letter, [...accented][index] ?? letter]));

/** What i18next reads itself: slots, references to other texts, tags. */
const untouched = /(\{\{.*?\}\}|\$t\(.*?\)|<\/?\w+\/?>)/;

function accent(text: string): string {
  return [...text].map((letter) => letters.get(letter) ?? letter).join('');
}

/** One text of the pseudo language; slots and tags stay as they are. A third longer, as Finnish may be. */
export function pseudoText(text: string): string {
  const said = text.split(untouched).map((part, index) => (index % 2 === 1 ? part : accent(part))).join('');
  return said + '·'.repeat(Math.ceil(text.replaceAll(new RegExp(untouched, 'g'), '').length * 0.35));
}

/** A whole catalogue, of the shape it has. */
export function pseudoCatalogue(branch: object): object {
  return Object.fromEntries(
    Object.entries(branch).map(([key, value]: [string, unknown]) => {
      if (typeof value === 'string') return [key, pseudoText(value)];
      return [key, typeof value === 'object' && value !== null ? pseudoCatalogue(value) : value];
    }),
  );
}
