import { html } from 'lit';
import { Page } from '../look/page';
import { money } from '../model/money';
import { get } from '../model/session';
import { t } from '../text/words';

/** Finds a product to show to the shopper; says which by a `picked` event. */
class ProductPicker extends Page {
  static override properties = { found: { state: true } };
  declare found: any[];

  constructor() {
    super();
    this.found = [];
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.search('');
  }

  private search(text: string) {
    return this.attempt(async () => {
      this.found = (await get(`/catalog/v1/products?limit=8${text ? `&q=${encodeURIComponent(text)}` : ''}`)).data;
    });
  }

  override render() {
    return html`<div class="stack">
      <label>
        <span>${t('talk.product.search')}</span>
        <input type="search" @input=${(e: Event) => this.search((e.target as HTMLInputElement).value)} @keydown=${hold} />
      </label>
      <ul class="stack">
        ${this.found
          .filter((it) => it.visibility === 'visible')
          .map(
            (it) => html`<li>
              <button
                type="button"
                class="button quiet"
                @click=${() => this.dispatchEvent(new CustomEvent('picked', { detail: it.retailer_id }))}
              >
                ${it.title} · ${money(it.current_price)}
              </button>
            </li>`,
          )}
      </ul>
    </div>`;
  }
}

/** Enter searches; it does not send the answer that is being written. */
function hold(event: KeyboardEvent) {
  if (event.key === 'Enter') event.preventDefault();
}

customElements.define('c-product-picker', ProductPicker);
