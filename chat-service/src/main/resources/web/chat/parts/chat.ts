import { css, html, LitElement, nothing } from 'lit';
import { base } from '../look/base';
import type { Sheet } from '../look/events';
import { icons } from '../look/icons';
import { Catalog } from '../model/catalog';
import { Conversation } from '../model/conversation';
import { Frame } from '../model/frame';
import { replies } from '../model/replies';
import type { Entry, Message, Without } from '../model/types';
import { speak, t } from '../text/words';
import './address-sheet';
import './attach-sheet';
import './composer';
import './list-sheet';
import './log';
import type { TresenLog } from './log';
import './menu-sheet';
import './products-sheet';
import './share-sheet';
import './sheet';
import type { TresenSheet } from './sheet';
import './welcome';
import { initial } from './welcome';

const CART = 'cart:show';

/** The whole page: head, log, composer, and the one sheet that may lie above them. */
export class TresenChat extends LitElement {
  static override properties = {
    handle: {},
    shop: {},
    language: {},
    embed: { type: Boolean },
    framers: {},
    templates: { type: Object },
    noCatalog: { type: Boolean, attribute: 'no-catalog' },
    noCart: { type: Boolean, attribute: 'no-cart' },
    sheet: { state: true },
    revision: { state: true },
  };
  declare handle: string;
  declare shop: string;
  declare language: string;
  declare embed: boolean;
  declare framers: string;
  declare templates: Record<string, string>;
  declare noCatalog: boolean;
  declare noCart: boolean;
  declare sheet: Sheet | null;
  declare revision: number;

  private conversation!: Conversation;
  private catalog!: Catalog;
  private frame: Frame | null = null;

  static override styles = [
    base,
    css`
      :host { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; grid-template-columns: minmax(0, 1fr);
        height: 100%; background: var(--paper); color: var(--ink); }
      header { background: var(--surface); border-bottom: 1px solid var(--line); padding-top: env(safe-area-inset-top); }
      .bar { display: flex; align-items: center; gap: .75rem; max-width: 46rem; margin: 0 auto; padding: .55rem .6rem .55rem .85rem; }
      .mark { display: grid; place-items: center; width: 2.6rem; height: 2.6rem; border-radius: .9rem; background: var(--accent);
        color: var(--on-accent); font-size: 1.2rem; font-weight: 700; flex: none; }
      .who { flex: 1; min-width: 0; }
      h1 { font-size: 1.08rem; font-weight: 650; line-height: 1.25; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
      .state { color: var(--soft); font-size: .85rem; line-height: 1.3; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
      .state.offline { color: var(--warn); font-weight: 550; }
      main { display: grid; min-height: 0; grid-template-columns: minmax(0, 1fr); }
    `,
  ];

  constructor() {
    super();
    this.sheet = null;
    this.revision = 0;
  }

  override connectedCallback() {
    super.connectedCallback();
    speak(this.language);
    const referral = this.embed ? { source_type: 'widget' } : null;
    this.conversation = new Conversation(this.handle, navigator.language || this.language, referral);
    this.catalog = new Catalog(() => this.conversation.token);
    this.conversation.addEventListener('change', () => this.refresh());
    if (this.embed) {
      this.addEventListener('keydown', (event) => this.leave(event));
      this.frame = new Frame((this.framers ?? '').split(' ').filter(Boolean), () => this.look());
    }
    document.addEventListener('visibilitychange', () => this.look());
    this.look();
    this.conversation.start();
  }

  /** Escape leaves the frame, unless it closes a sheet. */
  private leave(event: KeyboardEvent) {
    if (event.key === 'Escape' && !this.sheet) this.frame?.tell({ type: 'close' });
  }

  private look() {
    this.conversation.seen(document.visibilityState === 'visible' && (this.frame?.shown ?? true));
  }

  private refresh() {
    this.revision++;
    const { unread } = this.conversation;
    document.title = unread ? `(${unread}) ${this.shop}` : this.shop;
    this.frame?.tell({ type: 'unread', count: unread });
  }

  override render() {
    const empty = this.conversation.loaded && !this.conversation.entries.length && !this.conversation.pending.length;
    return html`
      <header>
        <div class="bar">
          <div class="mark" aria-hidden="true">${initial(this.shop)}</div>
          <div class="who">
            <h1>${this.shop}</h1>
            ${this.state()}
          </div>
          ${this.noCart
            ? nothing
            : html`<button class="icon" data-id=${CART} aria-label=${t('app.cart')} @click=${this.showCart}>
                ${icons.cart}
              </button>`}
          <button class="icon" aria-label=${t('app.menu')} aria-haspopup="dialog" @click=${() => this.open({ kind: 'menu', entry: null })}>
            ${icons.more}
          </button>
          ${this.embed
            ? html`<button class="icon" aria-label=${t('app.close')} @click=${() => this.frame?.tell({ type: 'close' })}>
                ${icons.close}
              </button>`
            : nothing}
        </div>
      </header>
      <main @say=${this.say} @show=${this.show} @again=${this.again} @drop=${this.drop}>
        ${empty
          ? html`<tresen-welcome .shop=${this.shop} ?bare=${this.noCatalog}></tresen-welcome>`
          : html`<tresen-log
              .conversation=${this.conversation}
              .revision=${this.revision}
              .shop=${this.shop}
              ?embed=${this.embed}
              .catalog=${this.catalog}
              .templates=${this.templates ?? {}}
              .without=${this.without}
            ></tresen-log>`}
      </main>
      <tresen-composer @say=${this.say} @show=${this.show}></tresen-composer>
      ${this.sheet ? this.sheetOf(this.sheet) : nothing}
    `;
  }

  private state() {
    const { link, withPerson, opened } = this.conversation;
    const offline = opened && link === 'offline';
    const text = offline
      ? t('app.offline')
      : opened && link === 'connecting'
        ? t('app.connecting')
        : t(withPerson ? 'app.person' : 'app.automatic');
    return html`<p class="state ${offline ? 'offline' : ''}" role="status">${text}</p>`;
  }

  private sheetOf(sheet: Sheet) {
    return html`<tresen-sheet
      .heading=${this.heading(sheet)}
      @closed=${() => (this.sheet = null)}
      @say=${this.say}
      @show=${this.show}
    >
      ${this.content(sheet)}
    </tresen-sheet>`;
  }

  private heading(sheet: Sheet): string {
    const content = sheet.entry?.message['interactive'];
    switch (sheet.kind) {
      case 'list':
        return content?.action?.button || t('list.open');
      case 'address':
        return t('address.title');
      case 'products':
        return content?.header?.text || t('products.title');
      case 'catalog':
        return t('products.catalog');
      case 'menu':
        return t('menu.title');
      case 'share':
        return t('share.title');
      case 'attach':
        return t('attach.title');
    }
  }

  private content(sheet: Sheet) {
    switch (sheet.kind) {
      case 'list':
        return html`<tresen-list-sheet .entry=${sheet.entry}></tresen-list-sheet>`;
      case 'address':
        return html`<tresen-address-sheet .entry=${sheet.entry}></tresen-address-sheet>`;
      case 'products':
      case 'catalog':
        return html`<tresen-products-sheet
          .entry=${sheet.entry}
          .catalog=${this.catalog}
          ?shut=${this.noCatalog && named(sheet.entry) === 0}
          ?bare=${this.noCart}
        ></tresen-products-sheet>`;
      case 'menu':
        return html`<tresen-menu-sheet .conversation=${this.conversation} .without=${this.without}></tresen-menu-sheet>`;
      case 'share':
        return html`<tresen-share-sheet .handle=${this.handle}></tresen-share-sheet>`;
      case 'attach':
        return html`<tresen-attach-sheet .conversation=${this.conversation} @attached=${this.attached}></tresen-attach-sheet>`;
    }
  }

  private showCart() {
    this.conversation.send(replies.tap({ id: CART, title: t('app.cart') }, null));
    this.log?.toEnd(false);
  }

  private say(event: CustomEvent<Message>) {
    this.renderRoot.querySelector<TresenSheet>('tresen-sheet')?.close();
    this.conversation.send(event.detail);
    this.log?.toEnd(false);
  }

  private attached() {
    this.renderRoot.querySelector<TresenSheet>('tresen-sheet')?.close();
    this.log?.toEnd(false);
  }

  private show(event: CustomEvent<Sheet>) {
    this.open(event.detail);
  }

  /** Another sheet takes the place of the one that is there. */
  private async open(sheet: Sheet) {
    this.renderRoot.querySelector<TresenSheet>('tresen-sheet')?.close();
    this.sheet = null;
    await this.updateComplete;
    this.sheet = sheet;
  }

  private again(event: CustomEvent<string>) {
    this.conversation.again(event.detail);
  }

  private drop(event: CustomEvent<string>) {
    this.conversation.drop(event.detail);
  }

  private get without(): Without {
    return { catalog: this.noCatalog, cart: this.noCart };
  }

  private get log() {
    return this.renderRoot.querySelector<TresenLog>('tresen-log');
  }
}

/** How many products a message names itself; one that names none opens the whole catalog. */
function named(entry: Entry | null): number {
  return entry?.message['interactive']?.action?.sections?.length ?? 0;
}

customElements.define('tresen-chat', TresenChat);
