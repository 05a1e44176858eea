import { css, html, LitElement, nothing } from 'lit';
import { base } from '../look/base';
import { say } from '../look/events';
import type { Catalog } from '../model/catalog';
import { pictureOf } from '../model/linked-picture';
import { replies } from '../model/replies';
import type { Product } from '../model/types';
import { minorMoney, t } from '../text/words';

/** One product that a message names by its id alone. */
export class TresenProductCard extends LitElement {
  static override properties = {
    retailerId: { attribute: false },
    offeredBy: { attribute: false },
    catalog: { attribute: false },
    product: { state: true },
  };
  declare retailerId: string;
  /** The message that shows it. */
  declare offeredBy: string;
  declare catalog: Catalog;
  declare product: Product | null;

  static override styles = [
    base,
    css`
      .card { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr); gap: .8rem; align-items: center; margin: .5rem 0; }
      .card.bare { grid-template-columns: 1fr; }
      img { width: 4.5rem; height: 4.5rem; border-radius: .8rem; object-fit: cover; background: var(--info-tint); }
      .title { font-weight: 600; }
      .out { color: var(--warn); }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('retailerId')) {
      void this.catalog.product(this.retailerId).then((it) => (this.product = it));
    }
  }

  override render() {
    const product = this.product;
    const picture = product ? pictureOf({ product: product.retailer_id }, product.image_url) : null;
    const out = product?.available !== null && product?.available !== undefined && product.available <= 0;
    const choice = { id: `product:${this.retailerId}`, title: product?.title ?? t('product.view') };
    return html`
      ${product
        ? html`<div class="card ${picture ? '' : 'bare'}">
            ${picture ? html`<img src=${picture} alt="" loading="lazy" />` : nothing}
            <div>
              <p class="title">${product.title}</p>
              <p>${minorMoney(product.current_price.amount_minor, product.current_price.currency)}</p>
              ${out ? html`<p class="out">${t('product.soldout')}</p>` : nothing}
            </div>
          </div>`
        : nothing}
      <button class="button quiet" @click=${() => say(this, replies.tap(choice, this.offeredBy))}>${t('product.view')}</button>
    `;
  }
}

customElements.define('tresen-product-card', TresenProductCard);
