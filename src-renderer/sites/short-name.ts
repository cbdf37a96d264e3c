/** A short name for a site out of its full one: `Itäranta Ground Heat` → `itaranta-ground-heat`. */
export function shortNameOf(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const joined = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[^a-z]+|-+$/g, '');
  return joined.slice(0, 32).replace(/-+$/, '');
}
