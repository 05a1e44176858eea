/** What a frame tells the page around it. */
export type Told = { type: 'ready' } | { type: 'close' } | { type: 'unread'; count: number };

/**
 * The page around this one, where the shop's widget shows it in a frame. Only the origins that the business allows are heard,
 * and only the one that greeted is told anything; the token is never a part of it.
 */
export class Frame {
  shown = false;
  private around: string | null = null;
  private last: string | null = null;

  constructor(framers: string[], changed: () => void) {
    addEventListener('message', (event) => {
      if (event.source !== window.parent || !framers.includes(event.origin)) return;
      const message = event.data;
      if (message?.tresen !== 1) return;
      if (message.type === 'hello') {
        this.around = event.origin;
        this.tell({ type: 'ready' });
      }
      if (message.type === 'hello' || message.type === 'shown') {
        this.shown = message.shown === true;
        changed();
      }
    });
  }

  tell(told: Told) {
    const text = JSON.stringify(told);
    if (!this.around || text === this.last) return;
    this.last = text;
    window.parent.postMessage({ tresen: 1, ...told }, this.around);
    if (told.type === 'close') this.last = null;
  }
}
