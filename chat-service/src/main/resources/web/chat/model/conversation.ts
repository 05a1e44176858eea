import { api, Refused, Unreachable } from './api';
import { Backoff } from './backoff';
import { Kept } from './kept';
import { freshKey } from './keys';
import { Outbox } from './outbox';
import { replies } from './replies';
import { Stream } from './stream';
import type { Entry, Mark, Message, Pending, Session } from './types';

const RENEW_BEFORE_MS = 7 * 24 * 3_600_000;
const LONGEST_ANSWER_MS = 8_000;
/** As long as Meta shows it. */
const LONGEST_TYPING_S = 25;
const CHECK_PATIENCE_MS = 8_000;

export type Link = 'none' | 'connecting' | 'online' | 'offline';

/**
 * A shopper's conversation with one shop: what was said, what is on its way, how the line is. It resumes by itself and
 * tells by a `change` event. Messages come from the list and from the stream, both in the service's order and both behind
 * the last one known, so that appending what is new keeps the order and doubles nothing.
 */
export class Conversation extends EventTarget {
  readonly entries: Entry[] = [];
  link: Link = 'none';
  loaded = false;
  /** The first message that nobody has seen yet. */
  unreadFrom: string | null = null;
  unread = 0;

  private readonly known = new Set<string>();
  private readonly kept: Kept;
  private readonly outbox: Outbox;
  private readonly backoff = new Backoff();
  private readonly patience = new Backoff();
  private stream: Stream | null = null;
  private checking = false;
  /** What was said before is known: only then does the outbox know its own messages. */
  private readonly caughtUp: Promise<void>;
  private nowCaughtUp!: () => void;
  private listening = false;
  private visible = true;
  private awaitingUntil = 0;
  private typingUntil = 0;
  private readonly toRead: string[] = [];
  private reading = false;
  private opening: Promise<Session> | null = null;

  constructor(
    private readonly handle: string,
    private readonly locale: string,
    private readonly referral: object | null,
  ) {
    super();
    this.kept = new Kept(handle);
    this.outbox = new Outbox(this.kept, {
      session: () => this.caughtUp.then(() => this.session()),
      renewed: () => this.renewed(),
      changed: () => this.changed(),
      shown: (id) => this.known.has(id),
      missed: () => void this.check(),
    });
    this.caughtUp = new Promise((done) => (this.nowCaughtUp = done));
  }

  /** Goes on where this browser left off. */
  start() {
    if (this.kept.session) void this.listen();
    else this.settled();
    void this.outbox.run();
    addEventListener('online', () => this.nudge());
    addEventListener('offline', () => this.stream?.hangUp(new Unreachable(null)));
  }

  get pending(): Pending[] {
    return [...this.outbox.taken.values(), ...this.outbox.pending.filter((it) => !this.outbox.early.has(it.key))];
  }

  get consent(): boolean {
    return this.kept.session?.consent ?? false;
  }

  get opened(): boolean {
    return this.kept.session !== null;
  }

  get token(): Session | null {
    return this.kept.session;
  }

  /** A person has the floor: asked for, or heard, and not handed back since. */
  get withPerson(): boolean {
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const entry = this.entries[i]!;
      if (entry.author === 'human') return true;
      if (entry.notice?.kind === 'disclosure') return false;
      if (entry.message['interactive']?.button_reply?.id === 'human') return true;
    }
    return false;
  }

  /** An answer is to be expected any moment, or somebody says that they are writing one. */
  get awaiting(): boolean {
    if (Date.now() < this.typingUntil) return true;
    const sent = this.outbox.pending.some((it) => !it.refused && it.message.type !== 'reaction') && this.link !== 'offline';
    return !this.withPerson && (sent || Date.now() < this.awaitingUntil);
  }

  send(message: Message) {
    this.unreadFrom = null;
    if (message.type !== 'reaction') this.awaitingUntil = Date.now() + LONGEST_ANSWER_MS;
    setTimeout(() => this.changed(), LONGEST_ANSWER_MS + 50);
    if (message['interactive']?.button_reply?.id === 'consent:accept') this.remember({ consent: true });
    this.outbox.add(message);
  }

  /** What the shop showed by an id. */
  readonly media = async (id: string): Promise<Blob> => api.media(await this.session(), id);

  /** Uploads a picture and sends it. @throws Refused too-many-pictures @throws Unreachable */
  async sendPicture(picture: Blob) {
    const key = freshKey();
    let id: string;
    try {
      id = await api.upload(await this.session(), picture, key);
    } catch (e) {
      if (!(e instanceof Refused) || e.status !== 401) throw e;
      await this.renewed();
      id = await api.upload(await this.session(), picture, key);
    }
    this.send(replies.picture(id));
  }

  again(key: string) {
    this.outbox.again(key);
  }

  drop(key: string) {
    this.outbox.remove(key);
  }

  /** Gives the consent, or takes it back. @throws Refused terms-outdated */
  async agree(given: boolean) {
    await api.consent(await this.session(), given);
    this.remember({ consent: given });
    this.changed();
  }

  /** Whether anybody can see the messages: what they see is read. */
  seen(visible: boolean) {
    const before = this.visible;
    this.visible = visible;
    if (visible && !before) {
      this.unread = 0;
      this.entries.forEach((it) => this.mark(it));
      this.nudge();
      this.changed();
    } else if (!visible && before) {
      this.unreadFrom = null;
    }
  }

  /** Forgets everything that this browser knows of the conversation. */
  forget() {
    this.kept.session = null;
    this.kept.openingKey = null;
    this.kept.outbox = [];
    location.reload();
  }

  private nudge() {
    this.backoff.nudge();
    this.outbox.nudge();
    void this.check();
  }

  /**
   * A line can be dead and not say so: whoever looks again, or misses what was sent, asks. Where there is no answer, or one
   * that the stream should have told, another stream takes its place.
   */
  private async check() {
    const stream = this.stream;
    if (this.checking || !stream) return;
    this.checking = true;
    const before = this.last();
    let why: Refused | Unreachable | null = null;
    try {
      await this.fetchAll(CHECK_PATIENCE_MS);
    } catch (e) {
      why = e instanceof Refused ? e : new Unreachable(null);
    }
    this.checking = false;
    if (why || this.last() !== before) stream.hangUp(why);
  }

  private settled() {
    this.loaded = true;
    this.nowCaughtUp();
  }

  private changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** The conversation is gone; the next message begins another. */
  private lose() {
    this.kept.session = null;
    this.entries.length = 0;
    this.known.clear();
    this.outbox.forget();
    this.unreadFrom = null;
    this.settled();
    this.stream?.hangUp(null);
  }

  private remember(news: Partial<Session>) {
    const session = this.kept.session;
    if (session) this.kept.session = { ...session, ...news };
  }

  private async session(): Promise<Session> {
    const session = this.kept.session;
    if (session) return session;
    this.opening ??= this.open().finally(() => (this.opening = null));
    return this.opening;
  }

  private async open(): Promise<Session> {
    const key = this.kept.openingKey ?? freshKey();
    this.kept.openingKey = key;
    const session = await api.open(this.handle, this.locale, key, this.referral);
    this.kept.session = session;
    this.kept.openingKey = null;
    void this.listen();
    return session;
  }

  /** A new token, or, where the old one can't be renewed any more, a new conversation with the next message. */
  private async renewed() {
    const session = this.kept.session;
    if (!session) return;
    try {
      this.kept.session = await api.renew(session);
    } catch (e) {
      if (e instanceof Refused) this.lose();
      else await this.backoff.wait(e instanceof Unreachable ? e.retryAfterMs : null);
    }
  }

  /** Fetches, then listens, again and again, as long as there is a conversation. */
  private async listen() {
    if (this.listening) return;
    this.listening = true;
    while (this.kept.session) {
      try {
        if (this.link !== 'online') this.say('connecting');
        if (this.kept.session.expiresAt - Date.now() < RENEW_BEFORE_MS) await this.renewed();
        await this.fetchAll();
        if (this.kept.session) await this.listenTo(this.kept.session);
      } catch (e) {
        if (e instanceof Refused && e.status === 401) await this.renewed();
        else if (e instanceof Refused) this.lose();
        else {
          this.say('offline');
          await this.backoff.wait(e instanceof Unreachable ? e.retryAfterMs : null);
        }
      }
    }
    this.listening = false;
    this.say('none');
  }

  private async fetchAll(patienceMs?: number) {
    for (let more = true; more; ) {
      const session = this.kept.session;
      if (!session) return;
      const page = await api.behind(session, this.last(), patienceMs);
      if (this.kept.session?.conversationId !== session.conversationId) return;
      this.take(page.entries);
      more = page.more;
    }
    this.settled();
    this.changed();
  }

  private last(): string | null {
    return this.entries[this.entries.length - 1]?.id ?? null;
  }

  /** Lasts as long as the stream does. @throws Unreachable when it ends by itself */
  private async listenTo(session: Session) {
    const opened = () => {
      this.backoff.succeeded();
      this.say('online');
    };
    // what names no message means: from the beginning
    const stream = new Stream(session, this.last() ?? 'none', opened, (it) => ('direction' in it ? this.take([it]) : this.marked(it)));
    this.stream = stream;
    try {
      await stream.ended;
    } finally {
      this.stream = null;
    }
  }

  private say(link: Link) {
    this.link = link;
    this.changed();
  }

  /** Takes what is new among the messages that came. */
  private take(came: Entry[]) {
    const fresh = came.filter((it) => !this.known.has(it.id));
    for (const entry of fresh) {
      this.known.add(entry.id);
      this.entries.push(entry);
      if (entry.direction === 'inbound') this.outbox.arrived(entry);
      else this.heard(entry);
    }
    if (fresh.length) this.changed();
  }

  /** The shop read something, or is writing; what the stream tells besides is for others. */
  private marked(mark: Mark) {
    if (mark.type === 'read') {
      const upTo = this.entries.findIndex((it) => it.id === mark.up_to);
      this.entries.slice(0, upTo + 1).forEach((it) => {
        if (it.direction === 'inbound') it.read = true;
      });
    } else if (mark.type === 'typing') {
      const ms = Math.min(Number(mark.seconds) || 0, LONGEST_TYPING_S) * 1000;
      this.typingUntil = Date.now() + ms;
      setTimeout(() => this.changed(), ms + 50);
    }
    this.changed();
  }

  private heard(entry: Entry) {
    this.typingUntil = 0;
    // what the assistant is comes before its answer
    if (entry.notice?.kind !== 'disclosure') this.awaitingUntil = 0;
    // one that was asked before this page was there may have been answered since
    if (this.loaded && entry.notice?.kind === 'consent_needed') this.remember({ consent: false });
    if (entry.status === 'read' || entry.message.type === 'reaction') return;
    if (!this.loaded || !this.visible) this.unreadFrom ??= this.loaded || this.entries.length > 1 ? entry.id : null;
    if (this.visible) this.mark(entry);
    else this.unread++;
  }

  private mark(entry: Entry) {
    if (entry.direction !== 'outbound' || entry.status === 'read' || entry.status === 'failed') return;
    entry.status = 'read';
    this.toRead.push(entry.id);
    void this.report();
  }

  /** Tells the shop what was read, one after the other; what can't be told now is no loss. */
  private async report() {
    if (this.reading) return;
    this.reading = true;
    for (let id = this.toRead.shift(); id; id = this.toRead.shift()) {
      try {
        await api.read(await this.session(), id);
      } catch (e) {
        if (!(e instanceof Unreachable)) continue;
        this.toRead.unshift(id);
        await this.patience.wait(e.retryAfterMs);
      }
    }
    this.reading = false;
  }
}
