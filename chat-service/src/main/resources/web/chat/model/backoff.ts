const FIRST_MS = 400;
const LONGEST_MS = 15_000;

/** Waits that grow with each failure, spread so that not everybody comes back at once; a nudge ends the wait. */
export class Backoff {
  private failures = 0;
  private wake: (() => void) | null = null;

  succeeded() {
    this.failures = 0;
  }

  /** As long as it takes; at least as long as the service asked for. */
  wait(leastMs: number | null): Promise<void> {
    const grown = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.failures++);
    const ms = Math.max(leastMs ?? 0, grown * (0.75 + Math.random() / 2));
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  /** The network is back, or somebody looks: try now. */
  nudge() {
    this.failures = 0;
    this.wake?.();
  }
}
