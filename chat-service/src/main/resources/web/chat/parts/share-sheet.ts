import { css, html, LitElement } from 'lit';
import { base } from '../look/base';
import { t } from '../text/words';

/** The shop's link, to scan or to copy. */
export class TresenShareSheet extends LitElement {
  static override properties = { handle: {}, copied: { state: true } };
  declare handle: string;
  declare copied: boolean;

  static override styles = [
    base,
    css`
      :host { text-align: center; }
      img { width: min(14rem, 100%); margin: 1rem auto; display: block; border-radius: .8rem; }
      .link { color: var(--soft); overflow-wrap: anywhere; margin-bottom: 1rem; }
    `,
  ];

  override render() {
    return html`
      <p>${t('share.text')}</p>
      <img src="/chat/s/${this.handle}/qr.svg" alt=${t('share.alt')} width="224" height="224" />
      <p class="link">${this.link}</p>
      <button class="button" @click=${this.copy}>
        <span role="status">${this.copied ? t('share.copied') : t('share.copy')}</span>
      </button>
    `;
  }

  private get link() {
    return `${location.origin}/chat/s/${this.handle}`;
  }

  private async copy() {
    await navigator.clipboard?.writeText(this.link).then(
      () => (this.copied = true),
      () => {},
    );
  }
}

customElements.define('tresen-share-sheet', TresenShareSheet);
