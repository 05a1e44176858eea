import { html, nothing, type PropertyValues } from 'lit';
import { Paged } from '../look/paged';
import { money } from '../model/money';
import { path } from '../model/route';
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

class Orders extends Paged {
  static override properties = { shopper: {}, status: { state: true } };
  /** Whose orders; empty for everybody's. */
  declare shopper: string;
  declare status: string;

  constructor() {
    super();
    this.status = '';
    this.shopper = '';
  }

  override willUpdate(changed: PropertyValues) {
    if (changed.has('shopper')) void this.load();
  }

  protected override get address(): string {
    const status = this.status ? `&status=${this.status}` : '';
    return `/orders/v1/orders?limit=25${status}${this.shopper ? `&shopper_id=${this.shopper}` : ''}`;
  }

  private choose(event: Event) {
    this.status = (event.target as HTMLSelectElement).value;
    void this.load();
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
      ${this.outcome()} ${this.list(t('orders.empty'))}
    </div>`;
  }

  protected override table() {
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
          ${this.rows!.map(
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
