import { css, html, LitElement, nothing } from 'lit';
import { base } from '../look/base';
import { icons } from '../look/icons';
import { t } from '../text/words';

export type MediaKind = 'image' | 'sticker' | 'document' | 'audio' | 'video';

/** What is shown; anything else, SVG with its scripts too, is only ever saved. */
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp']);
/** How long a browser may take to begin a download. */
const SAVING_MS = 60_000;

/**
 * A file that this conversation alone may fetch. A picture shows itself once it is seen; everything else is saved when
 * tapped, and never opened as a document of this origin.
 */
export class TresenMedia extends LitElement {
  static override properties = {
    media: { attribute: false },
    kind: {},
    name: {},
    load: { attribute: false },
    url: { state: true },
    state: { state: true },
  };
  /** Its id. */
  declare media: string;
  declare kind: MediaKind;
  /** For a picture what it shows, else the name of the file. */
  declare name: string;
  declare load: (id: string) => Promise<Blob>;
  declare url: string | null;
  declare state: 'waiting' | 'loading' | 'failed' | 'unseen';

  private observer: IntersectionObserver | null = null;

  static override styles = [
    base,
    css`
      img { display: block; width: 100%; height: 100%; border-radius: inherit; object-fit: inherit; }
      button { display: flex; gap: .5rem; align-items: center; width: 100%; min-height: 2.75rem; padding: .2rem 0; border: 0;
        background: none; text-align: start; text-decoration: underline; text-underline-offset: .15em; overflow-wrap: anywhere; }
      svg { color: var(--accent-strong); }
      :host(.picture) button { padding: .2rem .9rem; }
      p { color: var(--soft); font-size: .92rem; }
      :host(.picture) p { padding: 0 .9rem; }
    `,
  ];

  constructor() {
    super();
    this.url = null;
    this.state = 'unseen';
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.kind !== 'image' && this.kind !== 'sticker') return;
    this.observer = new IntersectionObserver((seen) => {
      if (seen.some((it) => it.isIntersecting)) void this.show();
    });
    this.observer.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.observer?.disconnect();
    this.observer = null;
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = null;
  }

  override render() {
    if (this.url) return html`<img src=${this.url} alt=${this.name} @error=${this.failed} />`;
    // a picture keeps its place until it is there
    if (this.observer && this.state !== 'failed') return html`<span class="aside">${this.name}</span>`;
    const loading = this.state === 'loading';
    const played = this.kind === 'audio' || this.kind === 'video';
    return html`
      <button ?disabled=${loading} @click=${this.observer ? this.show : this.save}>
        ${played ? icons.play : icons.page}<span>${this.name}</span>
      </button>
      <p role="status">
        ${loading ? t('media.loading') : this.state === 'failed' ? t('media.failed') : nothing}
      </p>
    `;
  }

  private async show() {
    if (this.url || this.state === 'loading') return;
    const file = await this.fetched();
    if (!file || !this.isConnected) return;
    if (PICTURES.has(file.type)) {
      this.url = URL.createObjectURL(file);
    } else {
      this.observer?.disconnect();
      this.observer = null;
      this.requestUpdate();
    }
  }

  private async save() {
    const file = await this.fetched();
    if (!file) return;
    // of no type that a browser would open
    const url = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = /\.\w+$/.test(this.name) ? this.name : this.name + ending(file.type);
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), SAVING_MS);
  }

  private async fetched(): Promise<Blob | null> {
    this.state = 'loading';
    try {
      const file = await this.load(this.media);
      this.state = 'waiting';
      return file;
    } catch {
      this.failed();
      return null;
    }
  }

  private failed() {
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = null;
    this.state = 'failed';
  }
}

/** How a file of this type is usually called behind the point. */
function ending(type: string): string {
  const short = /^\w+\/([a-z0-9]{2,5})(?:;|$)/.exec(type)?.[1];
  return short ? `.${short === 'plain' ? 'txt' : short}` : '';
}

customElements.define('tresen-media', TresenMedia);
