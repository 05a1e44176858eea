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
  /** Whether the message with this id is there to be seen. */
  shown(id: string): boolean;
  /** A message that was taken is long in coming back. */
  missed(): void;
  changed(): void;
}

/** What was taken is pushed at once; after this long something is wrong with the stream. */
const PUSHED_WITHIN_MS = 3_000;

/**
 * What is on its way, in order, one at a time. A message keeps its idempotency key until the service has answered it, over
 * lost answers, restarts of the service and reloads of the page: it arrives once.
 */
export class Outbox {
  private running = false;
  private readonly backoff = new Backoff();
  /** Ids of taken messages that the stream has still to show; they stay on the screen until then. */
  readonly taken = new Map<string, Pending>();
  /** Keys of messages that the stream showed before the post was answered. */
  readonly early = new Set<string>();
  /** The one that the service may already have: its post began and has no answer yet. */
  private posting: string | null = null;

  constructor(private readonly kept: Kept, private readonly around: Surroundings) {}

  get pending(): Pending[] {
    return this.kept.outbox;
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
    this.early.delete(key);
    this.kept.outbox = this.pending.filter((it) => it.key !== key);
    this.around.changed();
    return found;
  }

  nudge() {
    this.backoff.nudge();
  }

  /** A message of the shopper's is new here: it is no longer on its way. */
  arrived(entry: Entry) {
    if (this.taken.delete(entry.id)) return;
    // the stream may be faster than the answer to the post; what came before the post is another that says the same
    const posted = this.pending.find((it) => it.key === this.posting);
    if (posted && same(posted.message, entry.message)) this.early.add(posted.key);
  }

  /** The conversation that knew these is gone; what was not taken goes into the next one. */
  forget() {
    this.taken.clear();
    this.early.clear();
    this.posting = null;
  }

  async run() {
    if (this.running) return;
    this.running = true;
    try {
      for (let next = this.next(); next; next = this.next()) await this.send(next);
    } finally {
      this.running = false;
    }
  }

  private take(id: string, pending: Pending) {
    this.taken.set(id, pending);
    setTimeout(() => {
      if (this.taken.has(id)) this.around.missed();
    }, PUSHED_WITHIN_MS);
  }

  private next() {
    return this.pending.find((it) => !it.refused);
  }

  private async send(pending: Pending) {
    try {
      const session = await this.around.session();
      this.posting = pending.key;
      const id = await api.post(session, pending.message, pending.key);
      this.posting = null;
      this.backoff.succeeded();
      if (!this.around.shown(id)) this.take(id, pending);
      this.remove(pending.key);
    } catch (e) {
      if (e instanceof Refused && e.status === 401) {
        await this.around.renewed();
      } else if (e instanceof Refused) {
        this.posting = null;
        this.early.delete(pending.key);
        this.kept.outbox = this.pending.map((it) => (it.key === pending.key ? { ...it, refused: e.code } : it));
        this.around.changed();
      } else {
        await this.backoff.wait(e instanceof Unreachable ? e.retryAfterMs : null);
      }
    }
  }
}
