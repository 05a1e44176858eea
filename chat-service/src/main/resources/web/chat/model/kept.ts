import type { Pending, Session } from './types';

/**
 * What this browser keeps for one shop: the token, and what was not sent yet. Where storage is forbidden (some private
 * windows and frames) it lives as long as the page.
 */
export class Kept {
  private readonly memory = new Map<string, string>();

  constructor(private readonly handle: string) {}

  get session(): Session | null {
    return this.read('session');
  }

  set session(session: Session | null) {
    this.write('session', session);
  }

  get outbox(): Pending[] {
    return this.read('outbox') ?? [];
  }

  set outbox(pending: Pending[]) {
    this.write('outbox', pending.length ? pending : null);
  }

  /** The key of an opening whose answer did not come yet, so that a repeat opens no second conversation. */
  get openingKey(): string | null {
    return this.read('opening');
  }

  set openingKey(key: string | null) {
    this.write('opening', key);
  }

  private read(name: string) {
    try {
      return JSON.parse(localStorage.getItem(this.key(name)) ?? 'null');
    } catch {
      return JSON.parse(this.memory.get(name) ?? 'null');
    }
  }

  private write(name: string, value: unknown) {
    const text = JSON.stringify(value);
    try {
      if (value === null) {
        localStorage.removeItem(this.key(name));
      } else {
        localStorage.setItem(this.key(name), text);
      }
    } catch {
      this.memory.set(name, text);
    }
  }

  private key(name: string) {
    return `tresen.${this.handle}.${name}`;
  }
}
