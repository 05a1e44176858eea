import { css, html, nothing } from 'lit';
import { Kept } from '../../chat/model/kept';
import { Page } from '../look/page';
import { path } from '../model/route';
import { get, session } from '../model/session';
import { known, span, t } from '../text/words';
import './number';

const WHERE: Record<string, string[]> = {
  products: ['catalog', 'new'],
  payment_methods: ['settings'],
  assistant: ['settings'],
};

/** Steps that are done by what others do show by themselves, for as long as any is open. */
const LOOK_EVERY_MS = 5_000;

/** What is left to do, how long it took, and the way to the shop's chat. */
class Home extends Page {
  static override properties = { business: { state: true }, testUrl: { state: true } };
  declare business: any;
  /** Where the test conversation is, while the browser opened no tab for it. */
  declare testUrl: string | null;
  private looking: ReturnType<typeof setInterval> | undefined;
  static override styles = [
    Page.styles,
    css`
      li { display: flex; gap: .75rem; align-items: center; min-height: 2.75rem; border-top: 1px solid var(--line); }
      li > :nth-child(2) { flex: 1; }
      img { width: 12rem; height: 12rem; background: #fff; border-radius: .75rem; }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    void this.attempt(() => this.look());
    this.looking = setInterval(() => {
      const open = this.business?.checklist.some((it: { done: boolean }) => !it.done);
      if (open && document.visibilityState === 'visible') void this.look().catch(() => undefined);
    }, LOOK_EVERY_MS);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.looking);
  }

  private async look() {
    this.business = await get('/chat/v1/business');
  }

  override render() {
    const steps: { step: string; done: boolean }[] = this.business?.checklist ?? [];
    const done = steps.filter((it) => it.done).length;
    return html`<div class="stack">
      ${this.heading(t('home.title', session.person?.display_name ?? ''))} ${this.outcome()}
      ${this.business
        ? html`${this.times()}
            <div class="columns">
              ${this.checklist(steps, done)} ${this.link()}
              ${steps.some((it) => it.step === 'number_verified') && session.owner
                ? html`<c-number class="card" id="number" @verified=${() => this.look()}></c-number>`
                : nothing}
            </div>`
        : nothing}
    </div>`;
  }

  /** How long it took from the registration on. */
  private times() {
    const { seconds_to_completed, seconds_to_first_message, seconds_to_first_sale } = this.business.set_up;
    const said = [
      seconds_to_completed === undefined ? '' : t('home.setup', span(seconds_to_completed)),
      seconds_to_first_message === undefined ? '' : t('home.message', span(seconds_to_first_message)),
      seconds_to_first_sale === undefined ? '' : t('home.sale', span(seconds_to_first_sale)),
    ].filter(Boolean);
    return said.length ? html`<p class="soft">${said.join(' · ')}</p>` : nothing;
  }

  /** The shop's chat in this browser is then the test conversation. */
  private async test() {
    const kept = new Kept(this.business.handle);
    if ((kept.session || kept.outbox.length) && !confirm(t('home.test.replace'))) return;
    // at once, since browsers open no tab for who waited first
    const tab = open('', '_blank');
    if (tab) tab.opener = null;
    this.testUrl = null;
    const url = `/chat/s/${this.business.handle}`;
    const opened = await this.attempt(async (key) => {
      const { body } = await session.call('POST', '/chat/v1/business/test-conversation', { body: {}, key });
      kept.openingKey = null;
      kept.outbox = [];
      kept.session = {
        conversationId: body.conversation_id,
        token: body.token,
        expiresAt: Date.now() + body.expires_in * 1000,
        termsVersion: body.terms_version,
        consent: body.consent_given,
      };
    });
    if (!opened) {
      tab?.close();
    } else if (tab) {
      tab.location.replace(url);
      this.note = t('home.testing');
    } else {
      this.testUrl = url;
    }
  }

  private checklist(steps: { step: string; done: boolean }[], done: number) {
    return html`<section class="card stack" aria-labelledby="todo">
      <div class="row spread">
        <h2 id="todo">${t('home.checklist')}</h2>
        <span class="pill ${done === steps.length ? 'fine' : ''}">${t('home.progress', done, steps.length)}</span>
      </div>
      <ol>
        ${steps.map(
          (it) => html`<li>
            <span aria-hidden="true">${it.done ? '✓' : '○'}</span>
            <span>
              ${!it.done && WHERE[it.step]
                ? html`<a href=${path(...WHERE[it.step]!)}>${known(`step.${it.step}`, it.step)}</a>`
                : known(`step.${it.step}`, it.step)}
            </span>
            <span class="soft">${t(it.done ? 'home.done' : 'home.open')}</span>
          </li>`,
        )}
      </ol>
    </section>`;
  }

  private link() {
    const url = `/chat/s/${this.business.handle}`;
    return html`<section class="card stack" aria-labelledby="link">
      <h2 id="link">${t('home.link')}</h2>
      <p><a href=${url} target="_blank" rel="noopener">${this.business.chat_url}</a></p>
      <p class="soft">${t('home.link.help')}</p>
      <img src="${url}/qr.svg" alt=${t('home.qr')} @error=${(e: Event) => ((e.target as HTMLElement).hidden = true)} />
      <div class="row">
        ${this.testUrl
          ? html`<a class="button" href=${this.testUrl} target="_blank" rel="noopener">${t('home.test.link')}</a>`
          : html`<button class="button" ?disabled=${this.busy} @click=${this.test}>${t('home.test')}</button>`}
        <a class="button quiet" href=${url} target="_blank" rel="noopener">${t('home.try')}</a>
        <button class="button quiet" @click=${this.copy}>${t('app.copy')}</button>
      </div>
    </section>`;
  }

  private async copy() {
    await navigator.clipboard.writeText(this.business.chat_url);
    this.note = t('app.copied');
  }
}

customElements.define('c-home', Home);
