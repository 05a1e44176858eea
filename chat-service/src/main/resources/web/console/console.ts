import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { learn } from './model/notices';
import { go, path, route } from './model/route';
import { session } from './model/session';
import { styles } from './look/styles';
import { t, type Key } from './text/words';
import './pages/sign-in';
import './pages/sign-up';
import './pages/invitation';
import './pages/reset';
import './pages/home';
import './pages/inbox';
import './pages/orders';
import './pages/order';
import './pages/payment-list';
import './pages/catalog';
import './pages/product';
import './pages/import';
import './pages/waiting';
import './pages/webhook';
import './pages/staff';
import './pages/settings';

const AREAS = ['home', 'inbox', 'orders', 'payments', 'catalog', 'waiting', 'webhook', 'staff', 'settings'];
const OWNERS = new Set(['webhook', 'import']);
const OUTSIDE = new Set(['sign-in', 'sign-up', 'invitation', 'reset']);

/** The frame around the pages: who is in, where they are, the way to everywhere else. */
class TresenConsole extends LitElement {
  static override properties = { ready: { state: true }, open: { state: true }, at: { state: true } };
  declare ready: boolean;
  declare open: boolean;
  declare at: string[];

  static override styles = [
    styles,
    css`
      :host { display: grid; min-height: 100dvh; grid-template: auto 1fr / 100%; }
      .skip { position: absolute; inset: .5rem auto auto .5rem; z-index: 2; transform: translateY(-200%); }
      .skip:focus { transform: none; }
      header { display: flex; align-items: center; gap: .75rem; padding: .6rem 1rem; border-bottom: 1px solid var(--line);
        background: var(--surface); }
      header strong { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; flex: 1; }
      nav ul { display: grid; gap: .15rem; padding: .75rem; }
      nav a { display: flex; align-items: center; min-height: 2.75rem; padding: .3rem .9rem; border-radius: .75rem; color: var(--ink);
        text-decoration: none; }
      nav a:hover { background: var(--raised); }
      nav a[aria-current='page'] { background: var(--own); color: var(--own-ink); font-weight: 600; }
      nav { background: var(--surface); border-bottom: 1px solid var(--line); }
      nav[data-open='false'] { display: none; }
      main { min-width: 0; padding: 1rem; }
      main.outside { display: grid; justify-content: center; align-content: start; padding-top: min(8vh, 4rem); }
      main.outside > * { width: min(34rem, calc(100vw - 2rem)); }
      @media (min-width: 60rem) {
        :host(.in) { grid-template: auto 1fr / 13rem minmax(0, 1fr); }
        header { grid-column: 1 / -1; }
        nav, nav[data-open='false'] { display: block; border-bottom: 0; border-inline-end: 1px solid var(--line); }
        main { padding: 1.5rem 2rem; }
        .toggle { display: none; }
      }
      @media (max-width: 59.99rem) { header .soft { display: none; } }
    `,
  ];

  constructor() {
    super();
    this.ready = false;
    this.open = false;
    this.at = route();
  }

  override connectedCallback() {
    super.connectedCallback();
    learn(this.getAttribute('templates'));
    addEventListener('hashchange', () => this.moved());
    session.addEventListener('change', () => this.changed());
    void session
      .resume()
      .catch(() => false)
      .then(() => {
        this.ready = true;
        this.changed();
      });
  }

  private moved() {
    this.at = route();
    this.open = false;
    this.classList.toggle('in', session.person !== null && !this.onLink);
    void this.updateComplete.then(() => this.begin());
  }

  /** A reader of a new page begins at its heading. */
  private begin() {
    const page = this.renderRoot.querySelector('main > *') as LitElement | null;
    void page?.updateComplete?.then(() => page.renderRoot.querySelector('h1')?.focus());
  }

  private changed() {
    const outside = OUTSIDE.has(this.at[0] ?? '');
    if (!session.person && !outside) go('sign-in');
    if (session.person && outside && !this.onLink) go('home');
    this.classList.toggle('in', session.person !== null && !this.onLink);
    this.requestUpdate();
  }

  override render() {
    if (!this.ready) return html`<main><p>${t('app.loading')}</p></main>`;
    if (session.person && this.onLink) return html`<main class="outside">${this.signedIn(session.person.display_name)}</main>`;
    return session.person ? this.inside() : html`<main class="outside">${this.outside()}</main>`;
  }

  /** A link for a new password, or into a team, may be another's than who is signed in here. */
  private get onLink(): boolean {
    return this.at[0] === 'reset' || this.at[0] === 'invitation';
  }

  private signedIn(name: string): TemplateResult {
    const invited = this.at[0] === 'invitation';
    return html`<div class="card stack">
      <h1 tabindex="-1">${t(invited ? 'invite.title' : 'reset.title')}</h1>
      <p>${t(invited ? 'invite.signed-in' : 'reset.signed-in', name)}</p>
      <div class="row">
        <button class="button" @click=${() => session.signOut()}>${t('app.signout')}</button>
        <a class="button quiet" href=${path('home')}>${t('app.back')}</a>
      </div>
    </div>`;
  }

  private outside(): TemplateResult {
    switch (this.at[0]) {
      case 'sign-up':
        return html`<c-sign-up></c-sign-up>`;
      case 'invitation':
        return html`<c-invitation .link=${this.at[1] ?? ''}></c-invitation>`;
      case 'reset':
        return html`<c-reset .link=${this.at[1] ?? ''}></c-reset>`;
      default:
        return html`<c-sign-in></c-sign-in>`;
    }
  }

  private inside(): TemplateResult {
    const area = this.at[0] ?? 'home';
    return html`
      <a class="skip button" href="#main" @click=${this.skip}>${t('app.skip')}</a>
      <header>
        <button
          class="toggle button quiet"
          aria-expanded=${this.open}
          aria-controls="nav"
          @click=${() => (this.open = !this.open)}
        >
          ${t('app.menu')}
        </button>
        <strong>${session.shop?.name}</strong>
        <span class="soft">${session.person?.display_name}</span>
        <button class="button quiet" @click=${() => session.signOut()}>${t('app.signout')}</button>
      </header>
      <nav id="nav" aria-label=${t('app.nav')} data-open=${this.open}>
        <ul>
          ${AREAS.filter((it) => session.owner || !OWNERS.has(it)).map(
            (it) => html`<li>
              <a href=${path(it)} aria-current=${it === area ? 'page' : nothing}>${t(`nav.${it}` as Key)}</a>
            </li>`,
          )}
        </ul>
      </nav>
      <main id="main" tabindex="-1">${this.page(area)}</main>
    `;
  }

  private skip(event: Event) {
    event.preventDefault(); // the address says where we are
    (this.renderRoot.querySelector('main') as HTMLElement).focus();
  }

  private page(area: string): TemplateResult {
    const [, first = '', second = ''] = this.at;
    switch (area) {
      case 'inbox':
        return html`<c-inbox .chosen=${first}></c-inbox>`;
      case 'orders':
        if (first && first !== 'of') return html`<c-order .order=${first}></c-order>`;
        return html`<c-orders .shopper=${second}></c-orders>`;
      case 'payments':
        return html`<c-payment-list></c-payment-list>`;
      case 'catalog':
        if (first === 'import' && session.owner) return html`<c-import .running=${second}></c-import>`;
        return first ? html`<c-product .retailer=${first === 'product' ? second : ''}></c-product>` : html`<c-catalog></c-catalog>`;
      case 'waiting':
        return html`<c-waiting></c-waiting>`;
      case 'webhook':
        return html`<c-webhook></c-webhook>`;
      case 'staff':
        return html`<c-staff></c-staff>`;
      case 'settings':
        return html`<c-settings></c-settings>`;
      default:
        return html`<c-home></c-home>`;
    }
  }
}

customElements.define('tresen-console', TresenConsole);
