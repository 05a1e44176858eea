import { css, html, LitElement, nothing } from 'lit';
import { session } from '../model/session';
import { t } from '../text/words';

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** A picture of a conversation, fetched with the token of whoever is signed in; anything else is not shown. */
class Media extends LitElement {
  static override properties = { media: {}, name: {}, url: { state: true }, failed: { state: true } };
  declare media: string;
  declare name: string;
  declare url: string | null;
  declare failed: boolean;

  static override styles = css`
    img { display: block; width: 16rem; max-width: 100%; border-radius: .6rem; }
    p { margin: 0; }
  `;

  constructor() {
    super();
    this.url = null;
    this.failed = false;
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('media')) void this.load(this.media);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.show(null);
  }

  private show(file: Blob | null) {
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = file ? URL.createObjectURL(file) : null;
  }

  private async load(id: string) {
    const file = await session.file(`/chat/v1/media/${encodeURIComponent(id)}`).catch(() => null);
    if (id !== this.media || !this.isConnected) return;
    this.failed = !file || !PICTURES.has(file.type);
    this.show(this.failed ? null : file);
  }

  override render() {
    if (this.url) return html`<a href=${this.url} target="_blank"><img src=${this.url} alt=${this.name} /></a>`;
    return html`<p>${this.failed ? t('message.image.gone') : nothing}</p>`;
  }
}

customElements.define('c-media', Media);
