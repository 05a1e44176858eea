import { css, html, LitElement } from 'lit';
import { base } from '../look/base';
import { icons } from '../look/icons';
import { t } from '../text/words';

/**
 * A modal sheet: from below on a phone, in the middle on a desk. The browser's own dialog keeps the focus inside, closes on
 * Escape and gives the focus back.
 */
export class TresenSheet extends LitElement {
  static override properties = { heading: {} };
  declare heading: string;

  static override styles = [
    base,
    css`
      dialog {
        width: min(34rem, 100%); max-width: 100%; max-height: 88dvh; margin: auto auto 0; padding: 0; border: 0;
        border-radius: 1.4rem 1.4rem 0 0; background: var(--surface); color: var(--ink); overflow: hidden;
        box-shadow: 0 -8px 40px rgb(30 15 5 / 25%);
      }
      dialog[open] { display: flex; flex-direction: column; }
      dialog::backdrop { background: rgb(40 25 15 / 45%); }
      header { display: flex; align-items: center; gap: .5rem; padding: .6rem .6rem .3rem 1.25rem; }
      h2 { flex: 1; font-size: 1.15rem; font-weight: 650; outline-offset: 4px; overflow-wrap: anywhere; }
      .content { overflow-y: auto; padding: .25rem 1.25rem max(1.25rem, env(safe-area-inset-bottom)); }
      @media (min-width: 40rem) {
        dialog { margin: auto; border-radius: 1.4rem; max-height: 80dvh; }
      }
      @media (prefers-reduced-motion: no-preference) {
        dialog[open] { animation: rise .22s ease-out; }
        @keyframes rise { from { transform: translateY(2.5rem); opacity: 0; } }
      }
    `,
  ];

  override firstUpdated() {
    this.dialog.showModal();
  }

  /** Closes as a person would; the focus goes back to where it was. */
  close() {
    this.dialog.close();
  }

  private get dialog() {
    return this.renderRoot.querySelector('dialog')!;
  }

  override render() {
    return html`
      <dialog aria-labelledby="heading" @close=${this.closed} @click=${this.aside}>
        <header>
          <h2 id="heading" tabindex="-1" autofocus>${this.heading}</h2>
          <button class="icon" aria-label=${t('sheet.close')} @click=${this.close}>${icons.close}</button>
        </header>
        <div class="content"><slot></slot></div>
      </dialog>
    `;
  }

  private closed() {
    this.dispatchEvent(new Event('closed'));
  }

  private aside(event: MouseEvent) {
    if (event.target === this.dialog) this.close();
  }
}

customElements.define('tresen-sheet', TresenSheet);
