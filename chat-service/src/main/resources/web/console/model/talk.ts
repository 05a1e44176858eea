import { get, session } from './session';

const RETRY_MS = 2_000;

/**
 * The messages of one conversation, as they come: fetched, then pushed, both behind the last one known. It goes on by itself
 * after an interruption. Tells by a `change` event.
 */
export class Talk extends EventTarget {
  readonly messages: any[] = [];
  online = false;
  private socket: WebSocket | null = null;
  private ended = false;

  constructor(readonly id: string) {
    super();
    void this.run();
  }

  end() {
    this.ended = true;
    this.socket?.close();
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

  private async fetch() {
    for (let more = true; more && !this.ended; ) {
      const after = this.last ? `&after=${encodeURIComponent(this.last)}` : '';
      const page = await get(`${this.path}/messages?limit=100${after}`);
      this.take(page.data);
      more = Boolean(page.paging?.next);
    }
    this.changed();
  }

  private async listen() {
    // what names no message means: from the beginning
    const socket = await session.stream(`${this.path}/stream?after=${encodeURIComponent(this.last ?? 'none')}`);
    this.socket = socket;
    await new Promise<void>((closed) => {
      socket.onopen = () => {
        this.online = true;
        this.changed();
      };
      socket.onmessage = (frame) => {
        this.take([JSON.parse(frame.data)]);
        this.changed();
      };
      socket.onclose = () => closed();
      if (this.ended) socket.close();
    });
  }

  private take(messages: any[]) {
    for (const message of messages) {
      if (!this.messages.some((it) => it.id === message.id)) this.messages.push(message);
    }
  }

  private changed() {
    this.dispatchEvent(new Event('change'));
  }
}
