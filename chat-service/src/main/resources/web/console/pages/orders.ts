import { html, nothing, type PropertyValues } from 'lit';
import { Page } from '../look/page';
import { money } from '../model/money';
import { path } from '../model/route';
import { get } from '../model/session';
import { moment, t, type Key } from '../text/words';

export const STATUSES = [
  'placed',
  'awaiting_payment',
  'confirmed',
  'partially_shipped',
  'shipped',
  'delivered',
  'returned',
  'cancelling',
  'cancelled',
  'expired',
  'rejected',
];

class Orders extends Page {
  static override properties = { shopper: {}, orders: { state: true }, next: { state: true }, status: { state: true } };
  /** Whose orders; empty for everybody's. */
  declare shopper: string;
  declare orders: any[] | null;
  declare next: string | null;
  declare status: string;

  constructor() {
    super();
    this.orders = null;
    this.next = null;
    this.status = '';
    this.shopper = '';
  }

  override willUpdate(changed: PropertyValues) {
    if (changed.has('shopper')) void this.load(null);
  }

  private load(cursor: string | null) {
    return this.attempt(async () => {
      const query = [
        this.status ? `status=${this.status}` : '',
        this.shopper ? `shopper_id=${this.shopper}` : '',
        cursor ? `cursor=${encodeURIComponent(cursor)}` : '',
        'limit=25',
      ];
      const page = await get(`/orders/v1/orders?${query.filter(Boolean).join('&')}`);
      this.orders = cursor ? [...(this.orders ?? []), ...page.data] : page.data;
      this.next = page.paging.next ?? null;
    });
  }

  private choose(event: Event) {
    this.status = (event.target as HTMLSelectElement).value;
    void this.load(null);
  }

  override render() {
    return html`<div class="stack">
      ${this.heading(t('orders.title'))}
      <div class="fields">
        <label>
          <span>${t('orders.status')}</span>
          <select @change=${this.choose}>
            <option value="">${t('inbox.all')}</option>
            ${STATUSES.map((it) => html`<option value=${it}>${t(`status.${it}` as Key)}</option>`)}
          </select>
        </label>
      </div>
      ${this.outcome()} ${this.orders?.length ? this.table() : nothing}
      ${this.orders?.length === 0 ? html`<p class="soft">${t('orders.empty')}</p>` : nothing}
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
            <th scope="col">${t('orders.number')}</th>
            <th scope="col">${t('orders.status')}</th>
            <th scope="col">${t('orders.payment')}</th>
            <th scope="col" class="number">${t('orders.total')}</th>
            <th scope="col">${t('orders.placed')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.orders!.map(
            (it) => html`<tr>
              <th scope="row"><a href=${path('orders', it.order_id)}>${it.order_no}</a></th>
              <td>
                <span class="pill ${it.status === 'confirmed' ? 'fine' : ''}">${t(`status.${it.status}` as Key)}</span>
                ${it.attention ? html`<span class="pill care">${it.attention.code}</span>` : nothing}
              </td>
              <td>${t(`pay.${it.payment_status}` as Key)}</td>
              <td class="number">${money(it.total)}</td>
              <td>${moment(it.placed_at)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('c-orders', Orders);
