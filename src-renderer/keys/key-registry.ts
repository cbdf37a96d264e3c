/**
 * The keys that do something now. Components offer keys while they are on screen. What lies nearer to
 * the person wins: an overlay's Esc stands before the panel's, the panel's before the list's.
 */
import { type KeyPress, isCharacterKey, matchesKey } from './key-press.ts';
import { ownKey } from './letter-keys.ts';
import { ownKeys } from './own-keys.ts';

/** From the far to the near. */
export const keyLayers = ['shell', 'page', 'list', 'panel', 'overlay'] as const;
export type KeyLayer = (typeof keyLayers)[number];

export interface KeyBinding {
  /** As people say it, see `key-press.ts`. */
  key: string;
  /** What it does, already in the person's language, for the list of keys; without it the key is not listed. */
  label?: string;
  run: () => void;
  /** Whether also while typing in a field; where it is not said, Ctrl keys are and others are not. */
  whileTyping?: boolean;
}

/** What one component offers; it may replace `bindings` at any time. */
export interface KeyOffer {
  layer: KeyLayer;
  bindings: readonly KeyBinding[];
}

export interface PressContext {
  /** The focus is in a field that takes text. */
  typing: boolean;
  /** A person may switch single characters off (WCAG 2.1.4). */
  characterKeys: boolean;
}

const offers = new Set<KeyOffer>();

/** Make an offer until the returned function is called. */
export function offerKeys(offer: KeyOffer): () => void {
  offers.add(offer);
  return () => void offers.delete(offer);
}

/** Every binding offered now with the person's own letters, the nearest first; within a layer the newest first. */
export function offeredKeys(): KeyBinding[] {
  const own = ownKeys();
  return [...offers]
    .reverse()
    .sort((one, other) => keyLayers.indexOf(other.layer) - keyLayers.indexOf(one.layer))
    .flatMap(({ bindings }) => bindings.map((binding) => ({ ...binding, key: ownKey(own, binding.key) })));
}

function isAllowed(binding: KeyBinding, context: PressContext): boolean {
  if (isCharacterKey(binding.key)) return context.characterKeys && !context.typing;
  return !context.typing || (binding.whileTyping ?? binding.key.startsWith('Ctrl+'));
}

/** The binding a key press means, or undefined. */
export function bindingFor(
  press: KeyPress,
  bindings: readonly KeyBinding[],
  context: PressContext,
): KeyBinding | undefined {
  return bindings.find((binding) => matchesKey(press, binding.key) && isAllowed(binding, context));
}

/** Bindings to list: those with words, each key once with what it does now. */
export function listedKeys(bindings: readonly KeyBinding[]): KeyBinding[] {
  const seen = new Set<string>();
  return bindings.filter(({ key, label }) => label !== undefined && !seen.has(key) && seen.add(key));
}
