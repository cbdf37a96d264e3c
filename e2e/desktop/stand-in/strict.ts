/** Names the language itself asks for on any object. */
const askedByTheLanguage = new Set(['then', 'toJSON', 'constructor', 'prototype', 'inspect']);

/**
 * The object, except that reading a member it does not have throws: what the stand-in does not play
 * must not pass for working.
 */
export function strict<Target extends object>(name: string, target: Target): Target {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && !(key in object) && !askedByTheLanguage.has(key)) {
        throw new Error(`the stand-in for electron does not play ${name}.${key}`);
      }
      return Reflect.get(object, key, receiver);
    },
  });
}
