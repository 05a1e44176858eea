import { css, html, nothing, type PropertyValues } from 'lit';
import { pictureOf } from '../../chat/model/linked-picture';
import { Page, values } from '../look/page';
import { shown } from '../model/messages';
import { path } from '../model/route';
import { get, session } from '../model/session';
import { staffNames, who } from '../model/staff';
import { Talk } from '../model/talk';
import { moment, t, type Key } from '../text/words';
import './media';
import './product-picker';

/** One conversation: what was said and done in it, and what a person can do now. */
class Conversation extends Page {
  static override properties = {
    conversation: {},
    detail: { state: true },
    canned: { state: true },
    names: { state: true },
    draft: { state: true },
    picking: { state: true },
  };
  declare conversation: string;
  declare detail: any;
  declare canned: any[];
  declare names: Map<string, string>;
  declare draft: string;
  declare picking: boolean;
  private talk: Talk | null = null;
  private count = 0;

  static override styles = [
    Page.styles,
    css`
      .log { max-height: min(60vh, 44rem); overflow-y: auto; padding: 1rem; }
      .log ol { display: grid; gap: .5rem; }
      .log li { display: grid; }
      .bubble { justify-self: end; max-width: min(34rem, 88%); padding: .5rem .8rem; border-radius: var(--round); overflow-wrap: anywhere;
        background: var(--own); color: var(--own-ink); }
      .text { white-space: pre-line; }
      .inbound .bubble { justify-self: start; background: var(--raised); color: var(--ink); }
      .bubble img { display: block; width: 8rem; max-width: 100%; border-radius: .6rem; }
      .by { justify-self: end; color: var(--soft); font-size: .8rem; }
      .inbound .by { justify-self: start; }
      .by.failed { color: var(--warn); font-weight: 550; overflow-wrap: anywhere; }
      .deed { justify-self: center; color: var(--soft); font-size: .85rem; text-align: center; }
      .choices { display: flex; flex-wrap: wrap; gap: .3rem; margin-top: .4rem; }
      .choices span { padding: .1rem .6rem; border: 1px solid currentColor; border-radius: 999px; font-size: .82rem; opacity: .85; }
    `,
  ];

  constructor() {
    super();
    this.canned = [];
    this.names = new Map();
    this.draft = '';
    this.picking = false;
  }

  override willUpdate(changed: PropertyValues) {
    if (changed.has('conversation')) this.open();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.talk?.end();
    this.talk = null;
  }

  private get path(): string {
    return `/chat/v1/conversations/${this.conversation}`;
  }

  private open() {
    this.talk?.end();
    this.detail = null;
    this.draft = '';
    this.count = 0;
    const talk = new Talk(this.conversation);
    this.talk = talk;
    talk.addEventListener('change', () => {
      if (talk !== this.talk) return;
      const grown = talk.messages.length !== this.count;
      if (grown) void this.look();
      this.count = talk.messages.length;
      this.requestUpdate();
      if (grown) void this.updateComplete.then(() => this.toEnd());
    });
    void this.attempt(async () => {
      this.names = await staffNames();
      this.canned = (await get('/chat/v1/canned-answers')).data;
    });
    void this.look();
  }

  private async look() {
    const id = this.conversation;
    const detail = await get(this.path).catch(() => null);
    if (detail && id === this.conversation) this.detail = detail;
  }

  private toEnd() {
    const log = this.renderRoot.querySelector('.log');
    if (log) log.scrollTop = log.scrollHeight;
  }

  private change(method: string, what: string, body: unknown) {
    const send = (key: string) =>
      session.call(method, `${this.path}/${what}`, { body, ...(method === 'POST' ? { key } : {}) });
    return this.act(what, send, async () => {
      await this.look();
      this.dispatchEvent(new Event('changed'));
    });
  }

  override render() {
    const detail = this.detail;
    if (!detail) return html`<p>${t('app.loading')}</p>${this.outcome()}`;
    return html`<section class="stack" aria-labelledby="with">
      <div class="row spread">
        <h1 id="with" tabindex="-1">${detail.display_name ?? t('inbox.nobody')}</h1>
        ${detail.test ? html`<span class="pill">${t('inbox.test')}</span>` : nothing}
        <a class="button quiet" href=${path('inbox')}>${t('app.back')}</a>
      </div>
      ${this.triage()} ${this.outcome()}
      <div class="card log" role="log" aria-label=${t('talk.messages')} tabindex="0">
        <ol>
          ${this.entries().map((it) => (it.message ? this.message(it) : this.deed(it)))}
        </ol>
      </div>
      ${this.talk && !this.talk.online && this.talk.messages.length ? html`<p class="soft">${t('talk.offline')}</p>` : nothing}
      ${this.writing()}
    </section>`;
  }

  /** What was said and what was done, by time. */
  private entries(): any[] {
    const said = (this.talk?.messages ?? []).map((it) => ({ ...it, at: it.sent_at }));
    return [...said, ...this.detail.history].sort((a, b) => a.at.localeCompare(b.at));
  }

  private message(message: any) {
    const { text, picture: link, media, map, choices } = shown(message.message);
    const picture = link && pictureOf({ message: message.id }, link, session.shop?.handle);
    const author = message.staff_id ? this.names.get(message.staff_id) : null;
    return html`<li class=${message.direction}>
      <div class="bubble">
        ${picture ? html`<img src=${picture} alt="" loading="lazy" />` : nothing}
        ${media ? html`<c-media .media=${media} .name=${text || t('message.image')}></c-media>` : nothing}
        ${message.message.type === 'reaction'
          ? html`<p class="soft">${t(text ? 'message.reaction' : 'message.reaction.back')}</p>`
          : nothing}
        ${text || !media ? html`<p class="text">${text || this.other(message.message.type)}</p>` : nothing}
        ${map ? html`<p><a href=${map} target="_blank" rel="noopener noreferrer">${t('message.map')}</a></p>` : nothing}
        ${choices.length
          ? html`<div class="choices">${choices.map((it) => html`<span>${it}</span>`)}</div>`
          : nothing}
      </div>
      <span class="by">
        ${author ?? t(`author.${message.author}` as Key)} · <time datetime=${message.sent_at}>${moment(message.sent_at)}</time>
      </span>
      ${message.status === 'failed' ? html`<span class="by failed">${this.failure(message.errors)}</span>` : nothing}
    </li>`;
  }

  /** Of Meta's error objects, where it was Meta that said no. */
  private failure(errors: any[] | undefined): string {
    const [first] = errors ?? [];
    const detail = first?.error_data?.details || first?.message || first?.title;
    return detail ? t('message.failed.because', detail) : t('message.failed');
  }

  private other(type: string) {
    return type === 'reaction' ? nothing : t('message.other');
  }

  private deed(deed: any) {
    const whom = this.names.get(deed.staff_id) ?? '';
    return html`<li class="deed">${t(`deed.${deed.event}` as Key, who(deed.by, this.names), whom)} · ${moment(deed.at)}</li>`;
  }

  private triage() {
    const { status, assigned_to, tags } = this.detail;
    const human = status === 'human';
    return html`<div class="card fields">
      <div class="label">
        <span>${t(human ? 'inbox.human' : 'inbox.bot')}</span>
        <button
          class="button ${human ? 'quiet' : ''}"
          ?disabled=${this.busy}
          @click=${() => this.change('POST', 'handover', { to: human ? 'assistant' : 'human' })}
        >
          ${t(human ? 'talk.back' : 'talk.take')}
        </button>
      </div>
      <label>
        <span>${t('talk.assign')}</span>
        <select
          @change=${(e: Event) =>
            this.change('PUT', 'assignment', { staff_id: (e.target as HTMLSelectElement).value || null })}
        >
          <option value="">${t('talk.assign.none')}</option>
          ${[...this.names].map(
            ([id, name]) => html`<option value=${id} ?selected=${id === assigned_to}>${name}</option>`,
          )}
        </select>
      </label>
      <label>
        <span>${t('talk.tags')}</span>
        <input
          .value=${tags.join(', ')}
          placeholder=${t('talk.tags.help')}
          @change=${(e: Event) =>
            this.change('PUT', 'tags', {
              tags: (e.target as HTMLInputElement).value.split(',').map((it) => it.trim()).filter(Boolean),
            })}
        />
      </label>
      <p><a href=${path('orders', 'of', this.detail.shopper_id)}>${t('talk.orders')}</a></p>
      ${this.phone()}
    </div>`;
  }

  /** The shopper's number; one that they only wrote routes nothing until an owner confirms it. */
  private phone() {
    const { phone, stated_phone, proposed_phone } = this.detail;
    if (phone) {
      return html`<div class="label">
        <span>${t('talk.phone', `+${phone}`)}</span>
        ${session.owner
          ? html`<button
              class="button quiet"
              ?disabled=${this.busy}
              @click=${() => this.change('PUT', 'phone', { phone: null })}
            >
              ${t('talk.phone.remove')}
            </button>`
          : nothing}
      </div>`;
    }
    if (!stated_phone) return nothing;
    const stated = html`<p>${t('talk.phone.stated', stated_phone)}</p>`;
    if (!session.owner) return stated;
    return html`<form class="stack" @submit=${this.confirmPhone}>
      ${stated}
      ${this.field(
        t('talk.phone.number'),
        '/phone',
        html`<input
          name="phone"
          type="tel"
          maxlength="40"
          required
          autocomplete="off"
          .defaultValue=${proposed_phone ?? stated_phone}
        />`,
        t('talk.phone.help'),
      )}
      <button class="button quiet" ?disabled=${this.busy}>${t('talk.phone.confirm')}</button>
    </form>`;
  }

  private confirmPhone(event: Event) {
    void this.change('PUT', 'phone', { phone: values(event).phone });
  }

  private writing() {
    return html`<form class="card stack" @submit=${this.reply}>
      ${this.detail.status === 'bot' ? html`<p class="soft">${t('talk.botnote')}</p>` : nothing}
      ${this.field(
        t('talk.reply'),
        '/text',
        html`<textarea
          name="text"
          maxlength="4096"
          required
          .value=${this.draft}
          @input=${(e: Event) => (this.draft = (e.target as HTMLTextAreaElement).value)}
          @keydown=${this.shortcut}
        ></textarea>`,
      )}
      <div class="row">
        <button class="button" ?disabled=${this.busy}>${t('talk.send')}</button>
        <button type="button" class="button quiet" aria-expanded=${this.picking} @click=${() => (this.picking = !this.picking)}>
          ${t('talk.product')}
        </button>
        ${this.canned.length
          ? html`<label>
              <span class="aside">${t('talk.canned')}</span>
              <select @change=${this.useCanned}>
                <option value="">${t('talk.canned')}</option>
                ${this.canned.map((it) => html`<option value=${it.canned_answer_id}>${it.title}</option>`)}
              </select>
            </label>`
          : nothing}
      </div>
      ${this.picking ? html`<c-product-picker @picked=${this.showProduct}></c-product-picker>` : nothing}
    </form>`;
  }

  /** Ctrl or Cmd and Enter send. */
  private shortcut(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      (event.currentTarget as HTMLTextAreaElement).form!.requestSubmit();
    }
  }

  private useCanned(event: Event) {
    const select = event.target as HTMLSelectElement;
    const found = this.canned.find((it) => it.canned_answer_id === select.value);
    if (found) this.draft = this.draft ? `${this.draft}\n${found.text}` : found.text;
    select.value = '';
  }

  private async reply(event: Event) {
    const { text } = values(event);
    if (!(await this.change('POST', 'replies', { type: 'text', text: { body: text } }))) return;
    this.draft = '';
    this.talk?.expect();
  }

  private async showProduct(event: CustomEvent<string>) {
    if (await this.change('POST', 'replies', { type: 'product', product: { retailer_id: event.detail } })) {
      this.picking = false;
      this.talk?.expect();
    }
  }
}

customElements.define('c-conversation', Conversation);

