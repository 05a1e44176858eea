import { html, nothing, type PropertyValues } from 'lit';
import { Page, values } from '../look/page';
import { money } from '../model/money';
import { path } from '../model/route';
import { get, session } from '../model/session';
import { staffNames, who } from '../model/staff';
import { known, moment, t, type Key } from '../text/words';
import './payments';

const SHIPPABLE = new Set(['confirmed', 'partially_shipped']);
const CANCELLABLE = new Set(['placed', 'awaiting_payment', 'confirmed']);
const RETURNABLE = new Set(['partially_shipped', 'shipped', 'delivered']);
const ADDRESS = ['name', 'street', 'postcode', 'city', 'state', 'phone'] as const;

/** One order, and what can be done with it as it stands. */
class Order extends Page {
  static override properties = { order: {}, is: { state: true }, names: { state: true }, doing: { state: true } };
  /** Its id. */
  declare order: string;
  declare is: any;
  declare names: Map<string, string>;
  declare doing: string | null;

  constructor() {
    super();
    this.names = new Map();
    this.doing = null;
  }

  override willUpdate(changed: PropertyValues) {
    if (changed.has('order')) {
      void this.attempt(async () => {
        this.names = await staffNames();
        this.is = await get(this.path);
      });
    }
  }

  private get path(): string {
    return `/orders/v1/orders/${this.order}`;
  }

  /** Does something with it, then looks at it again. */
  private async change(method: string, what: string, body: unknown, headers = {}) {
    const done = await this.attempt(async (key) => {
      await session.call(method, `${this.path}/${what}`, { body, headers, ...(method === 'POST' ? { key } : {}) });
      this.is = await get(this.path);
    });
    if (done) this.doing = null;
  }

  override render() {
    const is = this.is;
    if (!is) return html`<div class="stack">${this.heading(t('orders.title'))} ${this.outcome()}</div>`;
    return html`<div class="stack">
      <div class="row spread">
        ${this.heading(t('order.title', is.order_no))}<a class="button quiet" href=${path('orders')}>${t('app.back')}</a>
      </div>
      <div class="row">
        <span class="pill">${t(`status.${is.status}` as Key)}</span>
        <span class="pill">${t(`pay.${is.payment_method}` as Key)}: ${t(`pay.${is.payment_status}` as Key)}</span>
        ${is.attention ? html`<span class="pill care">${t('order.attention', is.attention.code)}</span>` : nothing}
      </div>
      ${this.outcome()} ${this.deeds()} ${this.form()}
      <div class="columns">
        ${this.lines()} ${this.address()} ${this.shipments()} ${this.history()}
        <c-payments class="card" .order=${this.order} .names=${this.names}></c-payments>
      </div>
    </div>`;
  }

  private deeds() {
    const { status, delivery_address, shipments } = this.is;
    const offer = (what: string, label: Key) => html`<button
      class="button quiet"
      aria-expanded=${this.doing === what}
      @click=${() => (this.doing = this.doing === what ? null : what)}
    >
      ${t(label)}
    </button>`;
    const open = shipments.length === 0;
    return html`<div class="row">
      ${SHIPPABLE.has(status) && delivery_address ? offer('ship', 'order.ship') : nothing}
      ${status === 'confirmed' && !delivery_address
        ? html`<button class="button" @click=${() => this.change('POST', 'deliveries', {})}>${t('order.deliver')}</button>`
        : nothing}
      ${open && delivery_address && CANCELLABLE.has(status) ? offer('address', 'order.address') : nothing}
      ${open && CANCELLABLE.has(status) ? offer('cancel', 'order.cancel') : nothing}
      ${RETURNABLE.has(status) ? offer('return', 'order.return') : nothing}
    </div>`;
  }

  private form() {
    switch (this.doing) {
      case 'ship':
        return this.ask(
          'order.ship',
          html`${this.field(t('order.carrier'), '/carrier', html`<input name="carrier" maxlength="200" required />`)}
          ${this.field(t('order.tracking'), '/tracking_number', html`<input name="tracking_number" maxlength="200" required />`)}`,
          (said) => this.change('POST', 'shipments', said),
        );
      case 'cancel':
        return this.ask('order.cancel', this.reason(), ({ reason }) => this.change('POST', 'cancellation', { reason }));
      case 'return':
        return this.ask(
          'order.return',
          html`${this.reason()}<label class="check"><input type="checkbox" name="restock" checked /> ${t('order.restock')}</label>`,
          ({ reason, restock }) => this.change('POST', 'returns', { reason, restock: restock === 'on' }),
        );
      case 'address':
        return this.ask(
          'order.address',
          html`${ADDRESS.map((it) =>
            this.field(
              t(`address.${it}` as Key),
              `/${it}`,
              html`<input name=${it} .value=${this.is.delivery_address[it] ?? ''} ?required=${it === 'name' || it === 'street'} />`,
            ),
          )}`,
          (said) => this.correct(said),
        );
      default:
        return nothing;
    }
  }

  private reason() {
    return this.field(t('order.reason'), '/reason', html`<input name="reason" maxlength="500" required />`);
  }

  private ask(title: Key, fields: unknown, act: (said: Record<string, string>) => void) {
    return html`<form class="card stack" @submit=${(e: Event) => act(values(e))}>
      <h2>${t(title)}</h2>
      <div class="fields">${fields}</div>
      <div class="row">
        <button class="button" ?disabled=${this.busy}>${t(title)}</button>
        <button type="button" class="button quiet" @click=${() => (this.doing = null)}>${t('app.back')}</button>
      </div>
    </form>`;
  }

  /** Refused where somebody else changed the order since it was shown here. */
  private correct(said: Record<string, string>) {
    const filled = Object.fromEntries(Object.entries(said).filter(([, value]) => value.trim()));
    const body = { ...filled, country: this.is.delivery_address.country };
    void this.change('PUT', 'delivery-address', body, { 'If-Match': `"${this.is.version}"` });
  }

  private lines() {
    return html`<section class="card stack" aria-labelledby="lines">
      <h2 id="lines">${t('order.lines')}</h2>
      <div class="table" tabindex="0">
        <table>
          <tbody>
            ${this.is.lines.map(
              (it: any) => html`<tr>
                <td>${it.quantity} × ${it.title}</td>
                <td class="number">${money(it.unit_price)}</td>
              </tr>`,
            )}
            <tr>
              <th scope="row">${t('orders.total')}</th>
              <td class="number"><strong>${money(this.is.total)}</strong></td>
            </tr>
          </tbody>
        </table>
      </div>
      ${this.is.conversation_id
        ? html`<p><a href=${path('inbox', this.is.conversation_id)}>${t('nav.inbox')}</a></p>`
        : nothing}
    </section>`;
  }

  private address() {
    const at = this.is.delivery_address;
    if (!at) return nothing;
    return html`<section class="card stack" aria-labelledby="address">
      <h2 id="address">${t('order.address')}</h2>
      <p>
        ${at.name}<br />${at.street}<br />${at.postcode} ${at.city}<br />${at.state ? html`${at.state}<br />` : nothing}${at.country}
      </p>
    </section>`;
  }

  private shipments() {
    if (!this.is.shipments.length) return nothing;
    return html`<section class="card stack" aria-labelledby="parcels">
      <h2 id="parcels">${t('order.shipments')}</h2>
      <ul class="stack">
        ${this.is.shipments.map(
          (it: any) => html`<li class="row spread">
            <span>${it.carrier} ${it.tracking_number} · ${moment(it.shipped_at)}</span>
            ${it.delivered_at
              ? html`<span class="pill fine">${t('status.delivered')} ${moment(it.delivered_at)}</span>`
              : html`<button
                  class="button quiet"
                  ?disabled=${this.busy}
                  @click=${() => this.change('POST', 'deliveries', { shipment_id: it.shipment_id })}
                >
                  ${t('order.deliver')}
                </button>`}
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private history() {
    return html`<section class="card stack" aria-labelledby="history">
      <h2 id="history">${t('order.history')}</h2>
      <ol class="stack">
        ${this.is.history.map(
          (it: any) => html`<li>
            <strong>${known(`event.${it.event}`, it.event)}</strong> <span class="soft">${moment(it.at)}${it.actor ? html`, ${t('order.by', who(it.actor, this.names))}` : nothing}</span>
            ${it.reason ? html`<br /><span class="soft">${it.reason}</span>` : nothing}
          </li>`,
        )}
      </ol>
    </section>`;
  }
}

customElements.define('c-order', Order);
