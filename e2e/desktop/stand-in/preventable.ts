/** An event that a listener may stop, as Electron's are. */
export class PreventableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** The event with fields of its own, e.g. `url`. */
export function preventable<Fields extends object>(fields: Fields): Fields & PreventableEvent {
  return Object.assign(new PreventableEvent(), fields);
}
