import { css, html, LitElement } from 'lit';
import { base } from '../look/base';
import { t } from '../text/words';

/** A code to read or to copy. */
export class TresenCode extends LitElement {
  static override properties = { code: {}, label: {}, copied: { state: true } };
  declare code: string;
  declare label: string;
  declare copied: boolean;

  static override styles = [
    base,
    css`
      .code { font-family: ui-monospace, monospace; letter-spacing: .05em; }
    `,
  ];

  override render() {
    return html`<button class="button quiet" @click=${this.copy}>
      <span class="code">${this.code}</span>
      <span role="status">${this.copied ? t('share.copied') : this.label || t('code.copy')}</span>
    </button>`;
  }

  private async copy() {
    await navigator.clipboard?.writeText(this.code).then(
      () => (this.copied = true),
      () => {},
    );
  }
}

customElements.define('tresen-code', TresenCode);
