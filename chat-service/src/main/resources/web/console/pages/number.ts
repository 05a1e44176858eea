import { html, nothing } from 'lit';
import { Page, values } from '../look/page';
import { Problem } from '../model/http';
import { get, session } from '../model/session';
import { t } from '../text/words';

const NUMBER = '/chat/v1/business/contact-number';

/** The shop's phone number, and the code by which it is verified. Tells by a `verified` event. */
class ContactNumber extends Page {
  static override properties = { number: { state: true }, left: { state: true } };
  /** Null while there is none. */
  declare number: any;
  /** Tries that the open code has left, once one was wrong. */
  declare left: number | null;

  constructor() {
    super();
    this.number = null;
    this.left = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.attempt(() => this.look());
  }

  private async look() {
    try {
      this.number = await get(NUMBER);
    } catch (e) {
      if (!(e instanceof Problem && e.status === 404)) throw e;
      this.number = null;
    }
  }

  private save(event: Event) {
    const { phone } = values(event);
    void this.attempt(async () => (this.number = (await session.call('PUT', NUMBER, { body: { phone } })).body));
  }

  private async send(method: string) {
    this.left = null;
    const ask = (key: string) => session.call('POST', `${NUMBER}/code`, { body: { method }, key });
    await this.act('code', ask, () => this.look(), t('number.on-its-way', this.number.phone));
  }

  private async verify(event: Event) {
    const form = event.currentTarget as HTMLFormElement;
    const { code } = values(event);
    const body = { code: code!.replace(/\s/g, '') };
    const done = await this.attempt(async (key) => {
      this.number = (await session.call('POST', `${NUMBER}/verification`, { body, key })).body;
    });
    const problem = this.problem;
    if (done) this.dispatchEvent(new Event('verified'));
    else if (problem instanceof Problem) {
      form.reset();
      this.left = problem.body['tries_left'] ?? null;
      await this.look().catch(() => undefined);
    }
  }

  override render() {
    const verified = Boolean(this.number?.verified_at);
    return html`<section class="stack" aria-labelledby="title">
      <div class="row spread">
        <h2 id="title">${t('number.title')}</h2>
        ${this.number
          ? html`<span class="pill ${verified ? 'fine' : 'care'}">${t(verified ? 'number.verified' : 'number.open')}</span>`
          : nothing}
      </div>
      <form class="stack" @submit=${this.save}>
        ${this.field(
          t('number.phone'),
          '/phone',
          html`<input name="phone" type="tel" autocomplete="tel" .value=${this.number?.phone ?? ''} required />`,
          t('number.help'),
        )}
        <button class="button ${this.number ? 'quiet' : ''}" ?disabled=${this.busy}>${t('app.save')}</button>
      </form>
      ${this.number && !verified ? this.verifying() : nothing} ${this.outcome()}
    </section>`;
  }

  private verifying() {
    return html`<div class="row">
        <button class="button quiet" ?disabled=${this.busy} @click=${() => this.send('sms')}>${t('number.sms')}</button>
        <button class="button quiet" ?disabled=${this.busy} @click=${() => this.send('voice')}>${t('number.voice')}</button>
      </div>
      ${this.number.code
        ? html`<form class="stack" @submit=${this.verify}>
            ${this.field(
              t('number.code'),
              '/code',
              html`<input
                name="code"
                inputmode="numeric"
                autocomplete="one-time-code"
                pattern="\\s*([0-9]\\s*){6}"
                maxlength="13"
                required
              />`,
              this.left === null ? undefined : t('number.left', this.left),
            )}
            <button class="button" ?disabled=${this.busy}>${t('number.verify')}</button>
          </form>`
        : nothing}`;
  }
}

customElements.define('c-number', ContactNumber);
