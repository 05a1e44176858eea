import { html, nothing } from 'lit';
import { Paged } from '../look/paged';
import { money } from '../model/money';
import { path } from '../model/route';
import { session } from '../model/session';
import { t } from '../text/words';

class Catalog extends Paged {
  static override properties = { search: { state: true } };
  declare search: string;

  constructor() {
    super();
    this.search = '';
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load();
  }

  protected override get address(): string {
    const search = this.search.trim();
    return `/catalog/v1/products?limit=50${search ? `&q=${encodeURIComponent(search)}` : ''}`;
  }

  private find(event: Event) {
    this.search = (event.target as HTMLInputElement).value;
    void this.load();
  }

  override render() {
    return html`<div class="stack">
      ${this.heading(t('catalog.title'))}
      <div class="row">
        <label>
          <span class="aside">${t('catalog.search')}</span>
          <input type="search" placeholder=${t('catalog.search')} @input=${this.find} />
        </label>
        ${session.owner
          ? html`<a class="button" href=${path('catalog', 'new')}>${t('catalog.new')}</a>
              <a class="button quiet" href=${path('catalog', 'import')}>${t('catalog.import')}</a>`
          : nothing}
      </div>
      ${this.outcome()} ${this.list(t('catalog.empty'))}
    </div>`;
  }

  protected override table() {
    return html`<div class="card table" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">${t('product.title')}</th>
            <th scope="col">${t('product.id')}</th>
            <th scope="col" class="number">${t('catalog.price', session.shop?.currency ?? '')}</th>
            <th scope="col" class="number">${t('catalog.stock')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.rows!.map(
            (it) => html`<tr>
              <th scope="row">
                ${session.owner
                  ? html`<a href=${path('catalog', 'product', it.retailer_id)}>${it.title}</a>`
                  : it.title}
                ${it.visibility === 'hidden' ? html`<span class="pill">${t('catalog.hidden')}</span>` : nothing}
              </th>
              <td>${it.retailer_id}</td>
              <td class="number">${money(it.current_price)}</td>
              <td class="number">
                ${it.stock === null ? t('catalog.uncounted') : it.stock}
                ${it.available === null || it.available === it.stock
                  ? nothing
                  : html`<br /><span class="soft">${t('catalog.available', it.available)}</span>`}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('c-catalog', Catalog);
