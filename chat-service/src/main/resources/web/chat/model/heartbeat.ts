/** A line that was silent for so long is asked. */
const SILENCE_MS = 25_000;
/** What is there answers by then. */
const ANSWER_MS = 10_000;
const PING = JSON.stringify({ type: 'ping' });

/** Notices that a socket is dead though nobody said so: whatever comes is a sign of life, and in silence it asks for one. */
export class Heartbeat {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly dead: () => void,
  ) {
    this.heard();
  }

  /** Something came. */
  heard() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), SILENCE_MS);
  }

  end() {
    clearTimeout(this.timer);
  }

  private ask() {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(PING);
    this.timer = setTimeout(this.dead, ANSWER_MS);
  }
}
