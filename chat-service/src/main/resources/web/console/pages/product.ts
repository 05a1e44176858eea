import { html, nothing, type PropertyValues } from 'lit';
import { Page, values } from '../look/page';
import { minor, plain } from '../model/money';
import { go, path } from '../model/route';
import { session } from '../model/session';
import { t } from '../text/words';

/** What a put has to say again, or it is gone. */
const KEPT = ['sale_price', 'sale_price_from', 'sale_price_to', 'brand', 'item_group_id', 'attributes', 'tax_class'];

/** A new product, or one that is there. */
class Product extends Page {
  static override properties = { retailer: {}, is: { state: true } };
  /** Its retailer id; empty for a new one. */
  declare retailer: string;
  declare is: any;
  /** Names the version that was read and its stock; the version alone says nothing of that one. */
  private tag: string | null = null;

  override willUpdate(changed: PropertyValues) {
    if (!changed.has('retailer')) return;
    this.is = null;
    if (this.retailer) void this.attempt(() => this.read());
  }

  private async read() {
    const { body, headers } = await session.call('GET', this.path(this.retailer));
    this.tag = headers.get('ETag');
    this.is = body;
  }

  private path(retailerId: string): string {
    return `/catalog/v1/products/${encodeURIComponent(retailerId)}`;
  }

  override render() {
    const currency = session.shop!.currency;
    const is = this.is;
    if (this.retailer && !is) return html`<div class="stack">${this.heading(t('catalog.title'))} ${this.outcome()}</div>`;
    return html`<div class="stack">
      <div class="row spread">
        ${this.heading(is?.title ?? t('catalog.new'))}<a class="button quiet" href=${path('catalog')}>${t('app.back')}</a>
      </div>
      <form class="card stack" @submit=${this.submit}>
        <div class="fields">
          ${is
            ? nothing
            : this.field(t('product.id'), '/retailer_id', html`<input name="retailer_id" maxlength="100" required />`)}
          ${this.field(t('product.title'), '/title', html`<input name="title" maxlength="200" .value=${is?.title ?? ''} required />`)}
          ${this.field(
            t('catalog.price', currency),
            '/price',
            html`<input
              name="price"
              inputmode="decimal"
              pattern="[0-9]+([.,][0-9]{1,4})?"
              .value=${is ? plain(is.price) : ''}
              required
            />`,
          )}
          ${this.field(
            t('catalog.stock'),
            '/stock',
            html`<input name="stock" inputmode="numeric" pattern="[0-9]*" .value=${String(is?.stock ?? '')} />`,
            t('catalog.stock.help'),
          )}
          ${this.field(
            t('product.category'),
            '/category',
            html`<input name="category" maxlength="180" .value=${is?.category ?? ''} />`,
          )}
          ${this.field(
            t('product.kind'),
            '/kind',
            html`<select name="kind">
              <option value="goods" ?selected=${is?.kind === 'goods'}>${t('product.kind.goods')}</option>
              <option value="service" ?selected=${is?.kind === 'service'}>${t('product.kind.service')}</option>
            </select>`,
          )}
          ${this.field(
            t('product.image'),
            '/image_url',
            html`<input name="image_url" type="url" .value=${is?.image_url ?? ''} />`,
            undefined,
            true,
          )}
          ${this.field(
            t('product.description'),
            '/description',
            html`<textarea name="description" maxlength="9999" .value=${is?.description ?? ''}></textarea>`,
            undefined,
            true,
          )}
        </div>
        <label class="check">
          <input type="checkbox" name="visible" .checked=${is?.visibility !== 'hidden'} /> ${t('product.visible')}
        </label>
        ${this.outcome()}
        <button class="button" ?disabled=${this.busy}>${t('app.save')}</button>
      </form>
    </div>`;
  }

  private submit(event: Event) {
    const said = values(event);
    const currency = session.shop!.currency;
    const kept = Object.fromEntries(KEPT.map((it) => [it, this.is?.[it]]).filter(([, value]) => value != null));
    // orders move the stock while the form is open: only who changed it says one
    const counted = !this.is || said['stock'] !== String(this.is.stock ?? '');
    const body = {
      ...kept,
      title: said['title'],
      description: said['description'] ?? '',
      price: { amount_minor: minor(said['price']!, currency), currency },
      ...(counted ? { stock: said['stock'] === '' ? null : Number(said['stock']) } : {}),
      kind: said['kind'],
      visibility: said['visible'] === 'on' ? 'visible' : 'hidden',
      ...(said['category'] ? { category: said['category'] } : {}),
      ...(said['image_url'] ? { image_url: said['image_url'] } : {}),
    };
    // a proxy that compresses makes a weak tag of it, and no edit may name one (RFC 9110 13.1.1)
    const seen = (counted && this.tag?.replace(/^W\//, '')) || `"${this.is?.version}"`;
    const headers: Record<string, string> = this.is ? { 'If-Match': seen } : {};
    void this.attempt(async () => {
      await session.call('PUT', this.path(this.retailer || said['retailer_id']!), { body, headers });
      go('catalog');
    });
  }
}

customElements.define('c-product', Product);
