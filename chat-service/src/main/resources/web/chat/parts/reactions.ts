import { css, html, LitElement, nothing } from 'lit';
import { base } from '../look/base';
import { say } from '../look/events';
import { icons } from '../look/icons';
import { replies } from '../model/replies';
import { t } from '../text/words';

const EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** A way to react to a message of the shop's: seen while the message is pointed at or focused, and always where nothing points. */
export class TresenReactions extends LitElement {
  static override properties = { to: {}, chosen: {}, open: { state: true } };
  /** Id of the message. */
  declare to: string;
  /** The shopper's reaction; empty for none. */
  declare chosen: string;
  declare open: boolean;

  static override styles = [
    base,
    css`
      :host { position: absolute; inset-inline-start: calc(100% + .25rem); bottom: 0; }
      .icon { width: 2.25rem; height: 2.25rem; color: var(--soft); }
      .row { position: absolute; inset-inline-end: 0; bottom: 2.4rem; z-index: 2; display: flex; padding: .2rem .3rem;
        border: 1px solid var(--line); border-radius: 999px; background: var(--surface); box-shadow: var(--shadow); }
      .row button { width: 2.6rem; height: 2.6rem; padding: 0; border: 0; border-radius: 50%; background: none;
        font-size: 1.3rem; }
      .row button:hover, .row [aria-pressed='true'] { background: var(--info-tint); }
    `,
  ];

  constructor() {
    super();
    this.open = false;
  }

  override render() {
    return html`
      <button class="icon" aria-label=${t('react')} aria-expanded=${this.open} @click=${this.toggle}>${icons.smile}</button>
      ${this.open
        ? html`<div class="row" role="group" aria-label=${t('react')} @keydown=${this.key}>
            ${EMOJI.map(
              (it) => html`<button
                aria-pressed=${it === this.chosen}
                aria-label=${it === this.chosen ? t('react.back', it) : t('react.with', it)}
                @click=${() => this.react(it)}
              >
                ${it}
              </button>`,
            )}
          </div>`
        : nothing}
    `;
  }

  private async toggle() {
    this.open = !this.open;
    await this.updateComplete;
    if (this.open) this.renderRoot.querySelector<HTMLElement>('.row button')?.focus();
  }

  private key(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  }

  private react(emoji: string) {
    say(this, replies.reaction(this.to, emoji === this.chosen ? '' : emoji));
    this.close();
  }

  private close() {
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>('.icon')?.focus();
  }
}

customElements.define('tresen-reactions', TresenReactions);
