import { html } from 'lit';
import { Page, values } from '../look/page';
import { send } from '../model/http';
import { path } from '../model/route';
import { session } from '../model/session';
import { spokenLocale, t } from '../text/words';

const COUNTRIES: [string, string][] = [
  ['DE', 'EUR'],
  ['AT', 'EUR'],
  ['CH', 'CHF'],
  ['FR', 'EUR'],
  ['NL', 'EUR'],
  ['IT', 'EUR'],
  ['ES', 'EUR'],
  ['BE', 'EUR'],
  ['PL', 'PLN'],
  ['GB', 'GBP'],
  ['IE', 'EUR'],
  ['US', 'USD'],
  ['IN', 'INR'],
  ['BR', 'BRL'],
  ['MX', 'MXN'],
  ['JP', 'JPY'],
];

class SignUp extends Page {
  override render() {
    const names = new Intl.DisplayNames(spokenLocale(), { type: 'region' });
    const language = document.documentElement.lang;
    return html`<div class="card stack">
      <div>${this.heading(t('signup.title'))}<p class="soft">${t('signup.lead')}</p></div>
      <form class="stack" @submit=${this.submit}>
        ${this.field(t('signup.name'), '/name', html`<input name="name" maxlength="200" required @input=${this.suggest} />`)}
        ${this.field(
          t('signup.handle'),
          '/handle',
          html`<input name="handle" pattern="[a-z0-9\\-]{3,40}" autocapitalize="none" spellcheck="false" required />`,
          t('signup.handle.help'),
        )}
        <div class="fields">
          ${this.field(
            t('signup.country'),
            '/country',
            html`<select name="country" @change=${this.currency}>
              ${COUNTRIES.map(([code]) => html`<option value=${code}>${names.of(code)}</option>`)}
            </select>`,
          )}
          ${this.field(
            t('signup.currency'),
            '/currency',
            html`<select name="currency">
              ${[...new Set(COUNTRIES.map(([, it]) => it))].map((it) => html`<option>${it}</option>`)}
            </select>`,
          )}
          ${this.field(
            t('signup.language'),
            '/language',
            html`<select name="language">
              <option value="de" ?selected=${language === 'de'}>Deutsch</option>
              <option value="en" ?selected=${language !== 'de'}>English</option>
            </select>`,
          )}
        </div>
        <p class="help">${t('signup.fixed')}</p>
        ${this.field(
          t('signup.display'),
          '/display_name',
          html`<input name="display_name" maxlength="80" autocomplete="name" required />`,
        )}
        ${this.field(t('signin.email'), '/email', html`<input name="email" type="email" autocomplete="username" required />`)}
        ${this.field(
          t('signin.password'),
          '/password',
          html`<input name="password" type="password" autocomplete="new-password" minlength="10" required />`,
          t('signup.password.help'),
        )}
        <label class="check"><input type="checkbox" name="terms" required /> ${t('signup.terms')}</label>
        ${this.outcome()}
        <button class="button" ?disabled=${this.busy}>${t('signup.go')}</button>
      </form>
      <p><a href=${path('sign-in')}>${t('signup.have')}</a></p>
    </div>`;
  }

  private input(name: string): HTMLInputElement {
    return this.renderRoot.querySelector(`[name='${name}']`)!;
  }

  /** A handle made of the name, until somebody writes their own. */
  private suggest(event: Event) {
    const handle = this.input('handle');
    const made = (event.target as HTMLInputElement).value
      .toLowerCase()
      .replace(/ä/g, 'ae')
      .replace(/ö/g, 'oe')
      .replace(/ü/g, 'ue')
      .replace(/ß/g, 'ss')
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40);
    if (handle.value === (handle.dataset['made'] ?? '')) handle.value = made;
    handle.dataset['made'] = made;
  }

  private currency(event: Event) {
    const country = (event.target as HTMLSelectElement).value;
    this.input('currency').value = COUNTRIES.find(([code]) => code === country)?.[1] ?? 'EUR';
  }

  private submit(event: Event) {
    const { terms, ...said } = values(event);
    void this.attempt(async (key) => {
      await send('POST', '/chat/v1/console/sign-up', { body: { ...said, accepted_terms: terms === 'on' }, key });
      await session.signIn(said['email']!, said['password']!, said['handle']);
    });
  }
}

customElements.define('c-sign-up', SignUp);
