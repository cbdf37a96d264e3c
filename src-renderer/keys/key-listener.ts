/** Listens to the window's keys and runs the binding they mean. */
import { bindingFor, offeredKeys } from './key-registry.ts';
import { areKeysQuiet } from './quiet-keys.ts';

const fieldSelector = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]';
/** Inside these the keys belong to the widget itself. */
const ownKeysSelector = '[role=menu], [role=listbox], [role=dialog]';
/** These keep only the arrows to themselves. */
const ownArrowsSelector = '[role=radiogroup]';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(fieldSelector) !== null;
}

function hasOwnKeys({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(ownKeysSelector) !== null) return true;
  return key.startsWith('Arrow') && target.closest(ownArrowsSelector) !== null;
}

/** A dialog below the cover listens for Esc itself; it would close with what was typed in it. */
function keepEscape(event: KeyboardEvent): void {
  if (areKeysQuiet() && event.key === 'Escape') event.stopImmediatePropagation();
}

/**
 * Start listening.
 * @param characterKeys asked at every press: whether single characters are on.
 * @returns stops listening.
 */
export function listenToKeys(characterKeys: () => boolean): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (areKeysQuiet() || event.defaultPrevented || event.isComposing || hasOwnKeys(event)) return;
    const context = { typing: isTyping(event.target), characterKeys: characterKeys() };
    const binding = bindingFor(event, offeredKeys(), context);
    if (!binding) return;
    event.preventDefault();
    binding.run();
  };
  window.addEventListener('keydown', keepEscape, { capture: true });
  window.addEventListener('keydown', onKeyDown);
  return () => {
    window.removeEventListener('keydown', keepEscape, { capture: true });
    window.removeEventListener('keydown', onKeyDown);
  };
}
