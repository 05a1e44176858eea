import { css, html, LitElement } from 'lit';
import { base } from '../look/base';
import { say, show } from '../look/events';
import { icons } from '../look/icons';
import { prefilled } from '../model/prefilled';
import { replies } from '../model/replies';
import { t } from '../text/words';

/** Meta's bound for a text (INTERFACE 4). */
const LONGEST = 4096;

/** Where the shopper writes; a link may begin the text, but never sends it. Enter sends, with Shift it is a new line. */
export class TresenComposer extends LitElement {
  static override properties = { text: { state: true } };
  declare text: string;

  static override styles = [
    base,
    css`
      form { display: flex; gap: .5rem; align-items: flex-end; max-width: 46rem; margin: 0 auto;
        padding: .5rem .85rem max(.7rem, env(safe-area-inset-bottom)); }
      textarea {
        flex: 1; min-width: 0; min-height: 2.9rem; max-height: 9rem; padding: .68rem 1.05rem; border: 1px solid var(--edge);
        border-radius: 1.45rem; background: var(--surface); resize: none; field-sizing: content; line-height: 1.4;
      }
      textarea:focus-visible { outline-offset: -2px; }
      textarea::placeholder { color: var(--soft); opacity: 1; }
      .send { width: 2.9rem; height: 2.9rem; background: var(--accent); color: var(--on-accent); }
      .attach { height: 2.9rem; flex: none; color: var(--soft); }
      .send:hover { background: var(--accent-strong); }
      .send:disabled { background: var(--line); color: var(--soft); opacity: 1; }
    `,
  ];

  constructor() {
    super();
    this.text = prefilled(LONGEST);
  }

  override render() {
    return html`
      <form @submit=${this.submit}>
        <button
          type="button"
          class="icon attach"
          aria-label=${t('composer.attach')}
          aria-haspopup="dialog"
          @click=${() => show(this, { kind: 'attach', entry: null })}
        >
          ${icons.attach}
        </button>
        <label class="aside" for="text">${t('composer.label')}</label>
        <textarea
          id="text"
          rows="1"
          maxlength=${LONGEST}
          placeholder=${t('composer.placeholder')}
          autocomplete="off"
          enterkeyhint="send"
          .value=${this.text}
          @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
          @keydown=${this.key}
        ></textarea>
        <button class="icon send" aria-label=${t('composer.send')} ?disabled=${!this.text.trim()}>${icons.send}</button>
      </form>
    `;
  }

  private key(event: KeyboardEvent) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  private submit(event: Event) {
    event.preventDefault();
    const text = this.text.trim();
    if (!text) return;
    say(this, replies.text(text));
    this.text = '';
    this.renderRoot.querySelector('textarea')!.focus();
  }
}

customElements.define('tresen-composer', TresenComposer);
