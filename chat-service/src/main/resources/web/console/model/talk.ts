import { Heartbeat } from '../../chat/model/heartbeat';
import { session } from './session';

const RETRY_MS = 2_000;
const CHECK_PATIENCE_MS = 8_000;
/** The stream tells nothing of what becomes of a message; it is asked for. */
const FATE_EVERY_MS = 5_000;
/** So many of the latest: what has waited for longer waits for a shopper who is not there. */
const FATES = 50;
/** What was sent is pushed at once; after this long something is wrong with the stream. */
const PUSHED_WITHIN_MS = 3_000;

/**
 * The messages of one conversation, as they come: fetched, then pushed, both behind the last one known. It goes on by itself
 * after an interruption. Tells by a `change` event.
 */
export class Talk extends EventTarget {
  readonly messages: any[] = [];
  online = false;
  /** Ends the stream; a socket whose other end is gone tells of its close late. Null while there is none. */
  private hangUp: (() => void) | null = null;
  private checking = false;
  private readonly asking: ReturnType<typeof setInterval>;
  private readonly over = new AbortController();

  constructor(readonly id: string) {
    super();
    const { signal } = this.over;
    addEventListener('online', () => void this.check(), { signal });
    addEventListener('offline', () => this.hangUp?.(), { signal });
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void this.check(), {
      signal,
    });
    this.asking = setInterval(() => document.hidden || void this.fates().catch(() => undefined), FATE_EVERY_MS);
    void this.run();
  }

  end() {
    this.over.abort();
    clearInterval(this.asking);
    this.hangUp?.();
  }

  /** Something was sent and should show here in a moment. */
  expect() {
    const before = this.last;
    setTimeout(() => {
      if (this.last === before) void this.check();
    }, PUSHED_WITHIN_MS);
  }

  private get ended(): boolean {
    return this.over.signal.aborted;
  }

  /** A line can be dead and not say so. Where there is no answer, or one that it should have told, another takes its place. */
  private async check() {
    const hangUp = this.hangUp;
    if (this.checking || !hangUp) return;
    this.checking = true;
    const before = this.last;
    const alive = await this.fetch(CHECK_PATIENCE_MS).then(
      () => this.last === before,
      () => false,
    );
    this.checking = false;
    if (!alive) hangUp();
  }

  private get path(): string {
    return `/chat/v1/conversations/${this.id}`;
  }

  private get last(): string | null {
    return this.messages[this.messages.length - 1]?.id ?? null;
  }

  private async run() {
    while (!this.ended) {
      try {
        await this.fetch();
        await this.listen();
      } catch {
        // looked at again below
      }
      this.online = false;
      if (this.ended) return;
      this.changed();
      await new Promise((again) => setTimeout(again, RETRY_MS));
    }
  }

  private async fetch(patienceMs?: number) {
    for (let more = true; more && !this.ended; ) {
      const after = this.last ? `&after=${encodeURIComponent(this.last)}` : '';
      const { body } = await session.call('GET', `${this.path}/messages?limit=100${after}`, { patienceMs });
      this.take(body.data);
      more = Boolean(body.paging?.next);
    }
    this.changed();
  }

  /** What became of the latest messages that were on their way when they came here. */
  private async fates() {
    const from = Math.max(0, this.messages.length - FATES);
    const first = this.messages.findIndex((it, i) => i >= from && it.direction === 'outbound' && it.status === 'sent');
    if (first < 0) return;
    const after = first > 0 ? `&after=${encodeURIComponent(this.messages[first - 1].id)}` : '';
    const { body } = await session.call('GET', `${this.path}/messages?limit=${FATES}${after}`);
    let moved = false;
    for (const now of body.data) {
      const at = this.messages.findIndex((it) => it.id === now.id);
      if (at < 0 || this.messages[at].status === now.status) continue;
      this.messages[at] = now;
      moved = true;
    }
    if (moved && !this.ended) this.changed();
  }

  private async listen() {
    // what names no message means: from the beginning
    const socket = await session.stream(`${this.path}/stream?after=${encodeURIComponent(this.last ?? 'none')}`);
    await new Promise<void>((closed) => {
      const over = () => {
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
        heartbeat.end();
        if (this.hangUp === over) this.hangUp = null;
        closed();
      };
      const heartbeat = new Heartbeat(socket, over);
      this.hangUp = over;
      socket.onopen = () => {
        this.online = true;
        this.changed();
      };
      socket.onmessage = (frame) => {
        heartbeat.heard();
        this.take([JSON.parse(frame.data)]);
        this.changed();
      };
      socket.onclose = over;
      if (this.ended) over();
    });
  }

  /** Takes the messages among what came; the stream may tell other things too, which have no direction. */
  private take(came: any[]) {
    for (const message of came) {
      if (message.direction && !this.messages.some((it) => it.id === message.id)) this.messages.push(message);
    }
  }

  private changed() {
    this.dispatchEvent(new Event('change'));
  }
}
