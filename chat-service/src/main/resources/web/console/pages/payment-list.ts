import { html, nothing } from 'lit';
import { Paged } from '../look/paged';
import { money } from '../model/money';
import { path } from '../model/route';
import { staffNames } from '../model/staff';
import { moment, t, type Key } from '../text/words';
import './payments';

/** Orders by how they were paid; each opens what was paid, and what can be given back. */
class PaymentList extends Paged {
  static override properties = { opened: { state: true }, names: { state: true } };
  declare opened: string | null;
  declare names: Map<string, string>;

  constructor() {
    super();
    this.opened = null;
    this.names = new Map();
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load();
    void staffNames().then(
      (names) => (this.names = names),
      () => undefined, // who did it is then not named
    );
  }

  protected override get address(): string {
    return '/orders/v1/orders?limit=25';
  }

  override render() {
    return html`<div class="stack">
      <div>${this.heading(t('payments.title'))}<p class="soft">${t('payments.lead')}</p></div>
      ${this.outcome()} ${this.list(t('orders.empty'))}
    </div>`;
  }

  protected override table() {
    return html`<ul class="stack">
      ${this.rows!.map((it) => this.order(it))}
    </ul>`;
  }

  private order(it: any) {
    const opened = this.opened === it.order_id;
    return html`<li class="card stack">
      <div class="row spread">
        <a href=${path('orders', it.order_id)}>${it.order_no}</a>
        <span class="soft">${moment(it.placed_at)}</span>
        <strong>${money(it.total)}</strong>
        <span class="pill ${it.payment_status === 'paid' ? 'fine' : ''}">${t(`pay.${it.payment_status}` as Key)}</span>
        <button
          class="button quiet"
          aria-expanded=${opened}
          aria-label="${t('payments.show')}: ${it.order_no}"
          @click=${() => (this.opened = opened ? null : it.order_id)}
        >
          ${t('payments.show')}
        </button>
      </div>
      ${opened ? html`<c-payments .order=${it.order_id} .names=${this.names}></c-payments>` : nothing}
    </li>`;
  }
}

customElements.define('c-payment-list', PaymentList);
