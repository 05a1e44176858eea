import { css, html, nothing } from 'lit';
import { Page } from '../look/page';
import { path } from '../model/route';
import { get, session } from '../model/session';
import { known, t } from '../text/words';

const WHERE: Record<string, string[]> = {
  products: ['catalog', 'new'],
  payment_methods: ['settings'],
  assistant: ['settings'],
};

/** What is left to do, and the way to the shop's chat. */
class Home extends Page {
  static override properties = { business: { state: true } };
  declare business: any;
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
    void this.attempt(async () => (this.business = await get('/chat/v1/business')));
  }

  override render() {
    const steps: { step: string; done: boolean }[] = this.business?.checklist ?? [];
    const done = steps.filter((it) => it.done).length;
    return html`<div class="stack">
      ${this.heading(t('home.title', session.person?.display_name ?? ''))} ${this.outcome()}
      ${this.business ? html`<div class="columns">${this.checklist(steps, done)} ${this.link()}</div>` : nothing}
    </div>`;
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
        <a class="button" href=${url} target="_blank" rel="noopener">${t('home.try')}</a>
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
