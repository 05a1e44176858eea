import { css, html, LitElement, nothing } from 'lit';
import { base } from '../look/base';
import { say } from '../look/events';
import { icons } from '../look/icons';
import type { Catalog } from '../model/catalog';
import { pictureOf } from '../model/linked-picture';
import { replies } from '../model/replies';
import type { Entry, Product } from '../model/types';
import { digits, minorMoney, t } from '../text/words';

/** From here on it is said how few there are, as the assistant does. */
const FEW = 5;

interface Section {
  title?: string;
  products: Product[];
}

/** The products that a message offers, or the whole catalog: choose how many of each and take them to the checkout. */
export class TresenProductsSheet extends LitElement {
  static override properties = {
    entry: { attribute: false },
    catalog: { attribute: false },
    shut: { type: Boolean },
    bare: { type: Boolean },
    sections: { state: true },
    state: { state: true },
    next: { state: true },
    chosen: { state: true },
  };
  /** The message whose products are shown; null for the whole catalog. */
  declare entry: Entry | null;
  declare catalog: Catalog;
  /** The shop shows no catalog. */
  declare shut: boolean;
  /** The shop has no cart: there is only something to look at. */
  declare bare: boolean;
  declare sections: Section[];
  declare state: 'loading' | 'ready' | 'failed';
  declare next: string | null;
  declare chosen: Map<string, { product: Product; quantity: number }>;

  static override styles = [
    base,
    css`
      h3 { margin: .9rem 0 .3rem; color: var(--soft); font-size: .85rem; font-weight: 600; }
      li { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr) auto; gap: .5rem .85rem; align-items: center;
        padding: .7rem 0; }
      li + li { border-top: 1px solid var(--line); }
      img, .none { width: 4.5rem; height: 4.5rem; border-radius: .8rem; object-fit: cover; background: var(--info-tint); }
      .none { display: grid; place-items: center; color: var(--soft); }
      .title { font-weight: 600; overflow-wrap: anywhere; }
      .about { color: var(--soft); font-size: .9rem; display: -webkit-box; -webkit-line-clamp: 2; line-clamp: 2;
        -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; }
      .price { font-weight: 600; } .price s { color: var(--soft); font-weight: 400; margin-inline-start: .4rem; }
      .out { color: var(--warn); font-size: .9rem; font-weight: 550; }
      .count { display: flex; align-items: center; gap: .1rem; border: 1px solid var(--edge); border-radius: 999px; }
      .count .icon { width: 2.5rem; height: 2.5rem; color: var(--accent-strong); }
      .count output { min-width: 1.5rem; text-align: center; font-weight: 600; font-variant-numeric: tabular-nums; }
      .bar { position: sticky; bottom: 0; padding: .75rem 0 .25rem; background: var(--surface); }
      .state { padding: 1.5rem 0; color: var(--soft); text-align: center; }
      .state .button { margin-top: 1rem; }
      @media (max-width: 26rem) {
        li { grid-template-columns: 4rem minmax(0, 1fr); }
        img, .none { width: 4rem; height: 4rem; }
        .count, .out { grid-column: 2; justify-self: start; }
      }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.sections = [];
    this.chosen = new Map();
    this.next = null;
    void this.load();
  }

  private get action() {
    return this.entry?.message['interactive']?.action ?? {};
  }

  private async load() {
    if (this.shut) {
      this.state = 'ready';
      return;
    }
    this.state = 'loading';
    try {
      const named: { title?: string; product_items?: { product_retailer_id: string }[] }[] = this.action.sections ?? [];
      this.sections = named.length ? await Promise.all(named.map((it) => this.named(it))) : await this.more();
      this.state = 'ready';
    } catch {
      this.state = 'failed';
    }
  }

  private async named(section: { title?: string; product_items?: { product_retailer_id: string }[] }): Promise<Section> {
    const found = await Promise.all((section.product_items ?? []).map((it) => this.catalog.product(it.product_retailer_id)));
    return { title: section.title, products: found.filter((it): it is Product => it !== null) };
  }

  private async more(): Promise<Section[]> {
    const page = await this.catalog.page(this.next);
    this.next = page.next;
    return [...this.sections, { products: page.products }];
  }

  override render() {
    if (this.state === 'loading') return html`<p class="state" role="status">${t('products.loading')}</p>`;
    if (this.state === 'failed') {
      return html`<div class="state" role="alert">
        ${t('products.failed')}<button class="button quiet" @click=${this.load}>${t('products.retry')}</button>
      </div>`;
    }
    if (!this.sections.some((it) => it.products.length)) return html`<p class="state">${t('products.none')}</p>`;
    return html`
      ${this.sections.map(
        (section) => html`
          ${section.title ? html`<h3>${section.title}</h3>` : nothing}
          <ul>${section.products.map((it) => this.row(it))}</ul>
        `,
      )}
      ${this.next
        ? html`<button class="button quiet" @click=${async () => (this.sections = await this.more())}>
            ${t('products.next')}
          </button>`
        : nothing}
      ${this.bar()}
    `;
  }

  private row(product: Product) {
    const quantity = this.chosen.get(product.retailer_id)?.quantity ?? 0;
    const picture = pictureOf({ product: product.retailer_id }, product.image_url);
    const out = product.available !== null && product.available <= 0;
    const most = product.available ?? 9_999;
    return html`
      <li>
        ${picture
          ? html`<img src=${picture} alt="" loading="lazy" />`
          : html`<span class="none">${icons.tag}</span>`}
        <div>
          <p class="title">${product.title}</p>
          <p class="about">${product.description}</p>
          <p class="price">
            ${price(product, product.current_price.amount_minor)}
            ${product.price.amount_minor > product.current_price.amount_minor
              ? html`<s>${price(product, product.price.amount_minor)}</s>`
              : nothing}
          </p>
          ${!out && product.available !== null && product.available <= FEW
            ? html`<p class="out">${t('product.few', product.available)}</p>`
            : nothing}
        </div>
        ${out
          ? html`<span class="out">${t('product.soldout')}</span>`
          : this.bare
          ? nothing
          : html`<div class="count" role="group" aria-label=${product.title}>
              <button
                class="icon"
                ?disabled=${quantity === 0}
                aria-label=${t('products.less', product.title)}
                @click=${() => this.put(product, quantity - 1)}
              >
                ${icons.minus}
              </button>
              <output aria-label=${t('products.quantity', quantity)}>${quantity}</output>
              <button
                class="icon"
                ?disabled=${quantity >= most}
                aria-label=${t('products.plus', product.title)}
                @click=${() => this.put(product, quantity + 1)}
              >
                ${icons.plus}
              </button>
            </div>`}
      </li>
    `;
  }

  private put(product: Product, quantity: number) {
    const chosen = new Map(this.chosen);
    if (quantity > 0) chosen.set(product.retailer_id, { product, quantity });
    else chosen.delete(product.retailer_id);
    this.chosen = chosen;
  }

  private bar() {
    const lines = [...this.chosen.values()];
    if (!lines.length) return nothing;
    const total = lines.reduce((sum, it) => sum + it.quantity * it.product.current_price.amount_minor, 0);
    const count = lines.reduce((sum, it) => sum + it.quantity, 0);
    return html`<div class="bar">
      <button class="button" @click=${() => this.order(lines)}>
        ${t('products.order', count, price(lines[0]!.product, total))}
      </button>
    </div>`;
  }

  private order(lines: { product: Product; quantity: number }[]) {
    say(
      this,
      replies.order(
        this.action.catalog_id ?? 'tresen',
        lines.map(({ product, quantity }) => ({
          retailerId: product.retailer_id,
          quantity,
          price: major(product.current_price.amount_minor, product.current_price.currency),
          currency: product.current_price.currency,
        })),
      ),
    );
  }
}

function price(product: Product, minor: number) {
  return minorMoney(minor, product.current_price.currency);
}

/** Minor units as a decimal of the currency, without a sum in floating point. */
function major(minor: number, currency: string): string {
  const behind = digits(currency);
  const text = String(minor).padStart(behind + 1, '0');
  return behind === 0 ? text : `${text.slice(0, -behind)}.${text.slice(-behind)}`;
}

customElements.define('tresen-products-sheet', TresenProductsSheet);
