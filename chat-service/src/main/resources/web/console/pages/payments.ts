import { html, nothing, type PropertyValues } from 'lit';
import { Page, values } from '../look/page';
import { Watch } from '../look/watch';
import { minor, money, plain } from '../model/money';
import { get, session } from '../model/session';
import { who } from '../model/staff';
import { moment, t, type Key } from '../text/words';

const PAYMENTS = '/payments/v1/payments';

/** What was paid for an order and went back; owners give money back, agents look on. Tells by a `moved` event. */
class Payments extends Page {
  static override properties = {
    order: {},
    version: {},
    names: { attribute: false },
    payments: { state: true },
    refunds: { state: true },
    asking: { state: true },
  };
  declare order: string;
  /** Of the order, where it is known: with another one its payments are looked at again. */
  declare version: number | undefined;
  declare names: Map<string, string>;
  declare payments: any[] | null;
  declare refunds: Map<string, any[]>;
  declare asking: string | null;
  private readonly watch = new Watch(
    this,
    () => this.load(),
    () => this.unsettled,
    () => this.busy,
  );

  constructor() {
    super();
    this.payments = null;
    this.refunds = new Map();
    this.asking = null;
  }

  override willUpdate(changed: PropertyValues) {
    if (changed.has('order')) void this.attempt(() => this.load());
    else if (changed.has('version')) this.followed();
  }

  /** The order has moved: its payments have, or will in a moment. */
  private followed() {
    this.watch.expect();
    void this.load().catch(() => undefined); // then by the watch
  }

  /** A card's payment or a refund is on its way. Cash waits for the door, and who takes it says so here. */
  private get unsettled(): boolean {
    const refunds = [...this.refunds.values()].flat();
    return (
      (this.payments ?? []).some((it) => it.status === 'unknown' || (it.status === 'pending' && it.method !== 'cod')) ||
      refunds.some((it) => it.status === 'pending')
    );
  }

  private async load() {
    const order = this.order;
    const payments: any[] = (await get(`${PAYMENTS}?order_id=${order}`)).data;
    const refunds = new Map<string, any[]>();
    for (const { payment_id } of payments) {
      refunds.set(payment_id, (await get(`${PAYMENTS}/${payment_id}/refunds`)).data);
    }
    if (order !== this.order) return;
    const moved = this.payments !== null && said(this.payments, this.refunds) !== said(payments, refunds);
    this.payments = payments;
    this.refunds = refunds;
    if (moved) this.dispatchEvent(new Event('moved'));
  }

  private async post(payment: string, what: string, body: unknown) {
    const where = `${payment}/${what}`;
    const send = (key: string) => session.call('POST', `${PAYMENTS}/${where}`, { body, key });
    if (await this.act(where, send, () => this.load())) this.asking = null;
    this.watch.expect();
  }

  override render() {
    return html`<section class="stack" aria-labelledby="payments">
      <h2 id="payments">${t('payment.title')}</h2>
      ${this.outcome()} ${this.payments?.length === 0 ? html`<p class="soft">${t('payment.none')}</p>` : nothing}
      ${(this.payments ?? []).map((it) => this.payment(it))}
    </section>`;
  }

  private payment(it: any) {
    const left = { amount_minor: it.captured.amount_minor - it.refunded.amount_minor, currency: it.captured.currency };
    const collectable = it.method === 'cod' && it.status === 'pending';
    return html`<div class="stack">
      <p class="row">
        <strong>${money(it.amount)}</strong><span class="pill">${t(`pay.${it.status}` as Key)}</span>
        ${it.attention ? html`<span class="pill care">${it.attention.code}, ${moment(it.attention.at)}</span>` : nothing}
      </p>
      <p class="soft">${t('payment.captured')}: ${money(it.captured)} · ${t('payment.refunded')}: ${money(it.refunded)}</p>
      <ul>
        ${(this.refunds.get(it.payment_id) ?? []).map(
          (refund) => html`<li class="soft">
            ${t('payment.refunded')}: ${money(refund)} (${t(`pay.${refund.status}` as Key)}),
            ${t('order.by', who(refund.by, this.names))}${refund.reason ? html`: ${refund.reason}` : nothing}
          </li>`,
        )}
      </ul>
      ${session.owner && collectable
        ? html`<button
            class="button quiet"
            ?disabled=${this.busy}
            @click=${() => this.post(it.payment_id, 'collection', { amount_minor: it.amount.amount_minor })}
          >
            ${t('payment.collect', money(it.amount))}
          </button>`
        : nothing}
      ${session.owner && left.amount_minor > 0 ? this.refunding(it, left) : nothing}
    </div>`;
  }

  private refunding(it: any, left: { amount_minor: number; currency: string }) {
    if (this.asking !== it.payment_id) {
      return html`<button class="button quiet" @click=${() => (this.asking = it.payment_id)}>${t('payment.refund')}</button>`;
    }
    return html`<form class="stack" @submit=${(e: Event) => this.refund(e, it, left.currency)}>
      ${this.field(
        t('payment.amount', left.currency),
        '/amount_minor',
        html`<input name="amount" inputmode="decimal" pattern="[0-9]+([.,][0-9]{1,4})?" .defaultValue=${plain(left)} required />`,
      )}
      ${this.field(t('order.reason'), '/reason', html`<input name="reason" maxlength="500" required />`)}
      <div class="row">
        <button class="button" ?disabled=${this.busy}>${t('payment.refund')}</button>
        <button type="button" class="button quiet" @click=${() => (this.asking = null)}>${t('app.back')}</button>
      </div>
    </form>`;
  }

  private refund(event: Event, it: any, currency: string) {
    const { amount, reason } = values(event);
    void this.post(it.payment_id, 'refunds', { amount_minor: minor(amount!, currency) ?? 0, reason });
  }
}

function said(payments: any[], refunds: Map<string, any[]>): string {
  return JSON.stringify([payments, [...refunds]]);
}

customElements.define('c-payments', Payments);
