import { html, nothing, type PropertyValues } from 'lit';
import { Page, values } from '../look/page';
import { Watch } from '../look/watch';
import { toRender, toReturn, toShip, type Line } from '../model/order-line';
import { path } from '../model/route';
import { get, session } from '../model/session';
import { staffNames } from '../model/staff';
import { moment, t, type Key } from '../text/words';
import { destination, past } from './order-facts';
import { sum } from './order-sum';
import { chosen, units } from './order-units';
import './payments';

const SHIPPABLE = new Set(['confirmed', 'partially_shipped']);
const CANCELLABLE = new Set(['placed', 'awaiting_payment', 'confirmed']);
const RETURNABLE = new Set(['partially_shipped', 'shipped', 'delivered']);
const RENDERABLE = new Set(['confirmed', 'partially_shipped', 'shipped']);
/** What goes on by itself: stock, payments and refunds are decided elsewhere. */
const MOVING = new Set(['placed', 'awaiting_payment', 'cancelling']);
const ADDRESS = ['name', 'street', 'postcode', 'city', 'state', 'phone'] as const;

/** One order, and what can be done with it as it stands. */
class Order extends Page {
  static override properties = { order: {}, is: { state: true }, names: { state: true }, doing: { state: true } };
  /** Its id. */
  declare order: string;
  declare is: any;
  declare names: Map<string, string>;
  declare doing: string | null;

  /** While a form is open, what it is about stays as it was seen; who sends it hears of what has changed. */
  private readonly watch = new Watch(
    this,
    () => this.look(),
    () => MOVING.has(this.is?.status),
    () => this.busy || this.doing !== null,
  );

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

  private async look() {
    const order = this.order;
    const is = await get(this.path);
    if (order === this.order) this.is = is;
  }

  private async change(method: string, what: string, body: unknown, headers = {}) {
    const send = (key: string) =>
      session.call(method, `${this.path}/${what}`, { body, headers, ...(method === 'POST' ? { key } : {}) });
    if (await this.act(what, send, () => this.look())) this.doing = null;
    this.watch.expect();
  }

  /** Refused where somebody else changed the order since it was shown here. */
  private get asSeen(): Record<string, string> {
    return { 'If-Match': `"${this.is.version}"` };
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
        ${this.lines()} ${destination(is.delivery_address)} ${this.shipments()} ${past(is.history, this.names)}
        <c-payments
          class="card"
          .order=${this.order}
          .version=${is.version}
          .names=${this.names}
          @moved=${this.paid}
        ></c-payments>
      </div>
    </div>`;
  }

  /** Its payments have moved, which it hears of itself a little later. */
  private paid() {
    this.watch.expect();
  }

  private deeds() {
    const { status, delivery_address, shipments } = this.is;
    const lines: Line[] = this.is.lines;
    const left = (of: (line: Line) => number) => lines.some((it) => of(it) > 0);
    const offer = (what: string, label: Key) => html`<button
      class="button quiet"
      aria-expanded=${this.doing === what}
      @click=${() => (this.doing = this.doing === what ? null : what)}
    >
      ${t(label)}
    </button>`;
    const open = shipments.length === 0;
    const begun = lines.some((it) => (it.rendered ?? 0) > 0);
    return html`<div class="row">
      ${SHIPPABLE.has(status) && left(toShip) ? offer('ship', 'order.ship') : nothing}
      ${RENDERABLE.has(status) && left(toRender) ? this.rendering() : nothing}
      ${open && delivery_address && CANCELLABLE.has(status) ? offer('address', 'order.address') : nothing}
      ${open && !begun && CANCELLABLE.has(status) ? offer('cancel', 'order.cancel') : nothing}
      ${RETURNABLE.has(status) && left(toReturn) ? offer('return', 'order.return') : nothing}
    </div>`;
  }

  /** The service knows services only together with every parcel on its way: where there is one, the button says so. */
  private rendering() {
    const onItsWay = this.is.shipments.some((it: any) => !it.delivered_at);
    return html`<button
      class="button quiet"
      ?disabled=${this.busy}
      @click=${() => this.change('POST', 'deliveries', {}, this.asSeen)}
    >
      ${t(onItsWay ? 'order.render.all' : 'order.render')}
    </button>`;
  }

  private form() {
    switch (this.doing) {
      case 'ship':
        return this.ask(
          'order.ship',
          html`${this.field(t('order.carrier'), '/carrier', html`<input name="carrier" maxlength="200" required />`)}
          ${this.field(t('order.tracking'), '/tracking_number', html`<input name="tracking_number" maxlength="200" required />`)}
          ${units(this.is.lines, toShip, this.fault('/lines'))}`,
          (said) => this.ship(said),
        );
      case 'cancel':
        return this.ask('order.cancel', this.reason(), ({ reason }) => this.change('POST', 'cancellation', { reason }));
      case 'return':
        return this.ask(
          'order.return',
          html`${this.reason()}<label class="check"><input type="checkbox" name="restock" checked /> ${t('order.restock')}</label>
          ${units(this.is.lines, toReturn, this.fault('/lines'))}`,
          (said) =>
            this.change('POST', 'returns', {
              reason: said['reason'],
              restock: said['restock'] === 'on',
              lines: chosen(this.is.lines, said),
            }),
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

  /** The parcel goes to the address that was shown. */
  private ship(said: Record<string, string>) {
    const { carrier, tracking_number } = said;
    void this.change('POST', 'shipments', { carrier, tracking_number, lines: chosen(this.is.lines, said) }, this.asSeen);
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

  private correct(said: Record<string, string>) {
    const filled = Object.fromEntries(Object.entries(said).filter(([, value]) => value.trim()));
    const body = { ...filled, country: this.is.delivery_address.country };
    void this.change('PUT', 'delivery-address', body, this.asSeen);
  }

  private lines() {
    return html`<section class="card stack" aria-labelledby="lines">
      <h2 id="lines">${t('order.lines')}</h2>
      <div class="table" tabindex="0">${sum(this.is)}</div>
      ${this.is.conversation_id
        ? html`<p><a href=${path('inbox', this.is.conversation_id)}>${t('nav.inbox')}</a></p>`
        : nothing}
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
}

customElements.define('c-order', Order);
