import { api, Refused, Unreachable } from './api';
import { Backoff } from './backoff';
import type { Kept } from './kept';
import { freshKey } from './keys';
import { same } from './replies';
import type { Entry, Message, Pending, Session } from './types';

interface Surroundings {
  /** Opens a conversation where there is none yet. */
  session(): Promise<Session>;
  /** After a 401: a new token, or a new conversation. */
  renewed(): Promise<void>;
  changed(): void;
}

/**
 * What is on its way, in order, one at a time. A message keeps its idempotency key until the service has answered it, over
 * lost answers, restarts of the service and reloads of the page: it arrives once.
 */
export class Outbox {
  private running = false;
  private readonly backoff = new Backoff();
  /** Ids of taken messages that the stream has still to show; they stay on the screen until then. */
  readonly taken = new Map<string, Pending>();

  constructor(private readonly kept: Kept, private readonly around: Surroundings) {}

  get pending(): Pending[] {
    return this.kept.outbox;
  }

  get sending(): boolean {
    return this.pending.some((it) => !it.refused);
  }

  add(message: Message) {
    const pending = { key: freshKey(), message, at: new Date().toISOString() };
    this.kept.outbox = [...this.kept.outbox, pending];
    this.around.changed();
    void this.run();
  }

  /** A refused one once more, with a new key, since the refusal stays with the old one. */
  again(key: string) {
    const found = this.remove(key);
    if (found) this.add(found.message);
  }

  remove(key: string): Pending | undefined {
    const found = this.pending.find((it) => it.key === key);
    this.kept.outbox = this.pending.filter((it) => it.key !== key);
    this.around.changed();
    return found;
  }

  nudge() {
    this.backoff.nudge();
  }

  /** The stream shows a message of the shopper's: it is no longer on its way. */
  arrived(entry: Entry) {
    if (this.taken.delete(entry.id)) return;
    const first = this.pending.find((it) => !it.refused);
    // the stream may be faster than the answer to the post
    if (first && same(first.message, entry.message)) this.early.add(first.key);
  }

  /** Keys of messages that the stream showed before the post was answered. */
  readonly early = new Set<string>();

  async run() {
    if (this.running) return;
    this.running = true;
    try {
      for (let next = this.next(); next; next = this.next()) await this.send(next);
    } finally {
      this.running = false;
    }
  }

  private next() {
    return this.pending.find((it) => !it.refused);
  }

  private async send(pending: Pending) {
    try {
      const id = await api.post(await this.around.session(), pending.message, pending.key);
      this.backoff.succeeded();
      if (!this.early.delete(pending.key)) this.taken.set(id, pending);
      this.remove(pending.key);
    } catch (e) {
      if (e instanceof Refused && e.status === 401) {
        await this.around.renewed();
      } else if (e instanceof Refused) {
        this.kept.outbox = this.pending.map((it) => (it.key === pending.key ? { ...it, refused: e.code } : it));
        this.around.changed();
      } else {
        await this.backoff.wait(e instanceof Unreachable ? e.retryAfterMs : null);
      }
    }
  }
}
