import { html, LitElement, nothing } from 'lit';
import { base } from '../look/base';
import { say } from '../look/events';
import { icons, ticks } from '../look/icons';
import type { Catalog } from '../model/catalog';
import { replies } from '../model/replies';
import type { Entry, Without } from '../model/types';
import { known, t, time, type Key } from '../text/words';
import { inbound, outbound } from './body';
import type { Context } from './context';
import { messageStyles } from './message-styles';
import './reactions';

export type Tick = 'waiting' | 'received' | 'delivered' | 'read' | 'failed';

/** How a notice looks: its picture, and whether it is good news or wants care. */
const NOTICES: Record<string, [unknown, 'good' | 'care' | 'plain']> = {
  order_confirmation: [icons.done, 'good'],
  payment_confirmation: [icons.card, 'good'],
  shipping: [icons.truck, 'good'],
  delivered: [icons.home, 'good'],
  returned: [icons.back, 'plain'],
  refund: [icons.back, 'good'],
  back_in_stock: [icons.bell, 'good'],
  address_corrected: [icons.pin, 'good'],
  payment_request: [icons.card, 'plain'],
  transfer: [icons.card, 'plain'],
  top_up: [icons.card, 'plain'],
  consent_needed: [icons.page, 'plain'],
  price_changed: [icons.tag, 'care'],
  sold_out: [icons.tag, 'care'],
  payment_failed: [icons.alert, 'care'],
  payment_held: [icons.alert, 'care'],
  expired: [icons.clock, 'care'],
  cancelled: [icons.cross, 'plain'],
  cancellation_refused: [icons.alert, 'care'],
  address_refused: [icons.alert, 'care'],
};

/** Notices about an order that leave nothing to tap get the way to its status. */
const WITH_STATUS = new Set(['order_confirmation', 'payment_confirmation', 'shipping']);

/** One message with who, when and how far it got. */
export class TresenMessage extends LitElement {
  static override properties = {
    entry: { attribute: false },
    tick: {},
    refused: {},
    reaction: {},
    fresh: { type: Boolean },
    follows: { type: Boolean },
    embed: { type: Boolean },
    catalog: { attribute: false },
    media: { attribute: false },
    titles: { attribute: false },
    without: { attribute: false },
    templates: { attribute: false },
  };
  declare entry: Entry;
  /** How far a message of the shopper's got; null for the shop's. */
  declare tick: Tick | null;
  /** Why the service would not take it. */
  declare refused: string | undefined;
  declare reaction: string | undefined;
  declare fresh: boolean;
  /** The one before is by the same author. */
  declare follows: boolean;
  declare embed: boolean;
  declare catalog: Catalog;
  declare media: (id: string) => Promise<Blob>;
  declare titles: Map<string, string> | undefined;
  declare without: Without;
  declare templates: Record<string, string>;

  static override styles = [base, messageStyles];

  private get context(): Context {
    return {
      entry: this.entry,
      fresh: this.fresh,
      embed: this.embed,
      catalog: this.catalog,
      media: this.media,
      titles: this.titles,
      without: this.without,
      templates: this.templates,
      from: this,
    };
  }

  override render() {
    const kind = this.entry.notice?.kind;
    if (kind === 'disclosure') {
      return html`<p class="aside-note">${this.entry.message['text']?.body ?? nothing}</p>`;
    }
    return this.entry.direction === 'inbound' ? this.own() : this.shops(kind);
  }

  private own() {
    return html`
      <article class="own" aria-label="${t('log.you')}, ${time(this.entry.sent_at)}">
        ${inbound(this.context)} ${this.foot()}
        ${this.reaction ? html`<span class="reaction">${this.reaction}</span>` : nothing}
      </article>
      ${this.tick === 'failed' ? this.failure() : nothing}
    `;
  }

  private shops(kind: string | undefined) {
    const author = this.entry.author;
    const notice = kind ? NOTICES[kind] : undefined;
    return html`
      <article
        class=${notice ? `notice ${notice[1]}` : ''}
        aria-label="${t(`log.${author}` as Key)}, ${time(this.entry.sent_at)}"
      >
        ${author === 'human' && !this.follows ? html`<p class="author">${icons.person} ${t('log.human')}</p>` : nothing}
        ${notice
          ? html`<h3 class="headline"><span class="badge">${notice[0]}</span>${known(`notice.${kind}`) ?? nothing}</h3>`
          : nothing}
        ${outbound(this.context)} ${this.status(kind)} ${this.foot()}
        ${this.reaction ? html`<span class="reaction">${this.reaction}</span>` : nothing}
        <tresen-reactions .to=${this.entry.id} .chosen=${this.reaction ?? ''}></tresen-reactions>
      </article>
    `;
  }

  private status(kind: string | undefined) {
    const orderNo = this.entry.notice?.order_no;
    if (!kind || !orderNo || !WITH_STATUS.has(kind) || this.entry.message.type !== 'text') return nothing;
    const choice = { id: `order:${orderNo}`, title: t('order.status') };
    return html`<div class="choices">
      <button class="button quiet" @click=${() => say(this, replies.tap(choice, null))}>${choice.title}</button>
    </div>`;
  }

  private foot() {
    return html`<p class="foot">
      <time datetime=${this.entry.sent_at}>${time(this.entry.sent_at)}</time>
      ${this.tick
        ? html`<span class="tick ${this.tick}">
            ${this.tick === 'read' ? ticks.delivered : ticks[this.tick]}<span class="aside">${t(`tick.${this.tick}`)}</span>
          </span>`
        : nothing}
    </p>`;
  }

  private failure() {
    const ask = (event: 'again' | 'drop') => () =>
      this.dispatchEvent(new CustomEvent(event, { detail: this.entry.id, bubbles: true, composed: true }));
    return html`<div class="failure" role="alert">
      <span>${known(`failed.${this.refused}`) ?? t('failed.text')}</span>
      <button class="small" @click=${ask('again')}>${t('failed.again')}</button>
      <button class="small" @click=${ask('drop')}>${t('failed.drop')}</button>
    </div>`;
  }
}

customElements.define('tresen-message', TresenMessage);
