import { html, nothing } from 'lit';
import { Page } from '../look/page';
import { money } from '../model/money';
import { path } from '../model/route';
import { get, session } from '../model/session';
import { t } from '../text/words';

class Catalog extends Page {
  static override properties = { products: { state: true }, next: { state: true }, search: { state: true } };
  declare products: any[] | null;
  declare next: string | null;
  declare search: string;

  constructor() {
    super();
    this.products = null;
    this.next = null;
    this.search = '';
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load(null);
  }

  private load(cursor: string | null) {
    const search = this.search.trim();
    return this.attempt(async () => {
      const query = [
        search ? `q=${encodeURIComponent(search)}` : '',
        cursor ? `cursor=${encodeURIComponent(cursor)}` : '',
        'limit=50',
      ];
      const page = await get(`/catalog/v1/products?${query.filter(Boolean).join('&')}`);
      if (search !== this.search.trim()) return;
      this.products = cursor ? [...(this.products ?? []), ...page.data] : page.data;
      this.next = page.paging.next ?? null;
    });
  }

  private find(event: Event) {
    this.search = (event.target as HTMLInputElement).value;
    void this.load(null);
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
      ${this.outcome()} ${this.products?.length ? this.table() : nothing}
      ${this.products?.length === 0 ? html`<p class="soft">${t('catalog.empty')}</p>` : nothing}
      ${this.next
        ? html`<button class="button quiet" @click=${() => this.load(this.next)}>${t('app.more')}</button>`
        : nothing}
    </div>`;
  }

  private table() {
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
          ${this.products!.map(
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
