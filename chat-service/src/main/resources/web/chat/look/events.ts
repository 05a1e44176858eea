import type { Entry, Message } from '../model/types';

/** What a part asks of the whole: to say something, or to show a sheet. */
export type Sheet =
  | { kind: 'list' | 'address' | 'products'; entry: Entry }
  | { kind: 'catalog'; entry: null }
  | { kind: 'menu' | 'share' | 'attach'; entry: null };

export function say(from: EventTarget, message: Message) {
  from.dispatchEvent(new CustomEvent('say', { detail: message, bubbles: true, composed: true }));
}

export function show(from: EventTarget, sheet: Sheet) {
  from.dispatchEvent(new CustomEvent('show', { detail: sheet, bubbles: true, composed: true }));
}
