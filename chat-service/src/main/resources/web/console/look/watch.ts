import type { ReactiveController, ReactiveControllerHost } from 'lit';

const EVERY_MS = 3_000;
/** Looks for what follows from something that was done: other services hear of it a little later. */
const BEHIND_A_DEED = 5;
/** Half an hour: somebody may have left the page open. */
const MOST = 600;

/** Looks again every few seconds while a page waits for something, and for a while after something was done on it. */
export class Watch implements ReactiveController {
  private timer = 0;
  private due = 0;
  private looks = 0;

  /** @param look may fail: then there is another one later. @param waits whether something shown is decided elsewhere. @param rests true while nothing may move */
  constructor(
    host: ReactiveControllerHost,
    private readonly look: () => Promise<unknown>,
    private readonly waits: () => boolean,
    private readonly rests: () => boolean = () => false,
  ) {
    host.addController(this);
  }

  /** Something was done. */
  expect() {
    this.due = BEHIND_A_DEED;
    this.looks = 0;
  }

  hostConnected() {
    this.timer = window.setInterval(() => this.tick(), EVERY_MS);
  }

  hostDisconnected() {
    clearInterval(this.timer);
  }

  private tick() {
    if (document.hidden || this.rests() || this.looks >= MOST || (this.due === 0 && !this.waits())) return;
    this.due = Math.max(0, this.due - 1);
    this.looks++;
    void this.look().catch(() => undefined);
  }
}
