import { html } from 'lit';
import { Page, values } from '../look/page';
import { session } from '../model/session';
import { t } from '../text/words';
import './assistant';
import './canned';
import './number';
import './hours';

/** What the shop says by itself, and one's own password. */
class Settings extends Page {
  override render() {
    return html`<div class="stack">
      ${this.heading(t('settings.title'))}
      ${session.owner
        ? html`<c-assistant class="card"></c-assistant><c-number class="card"></c-number><c-hours class="card"></c-hours><c-canned class="card"></c-canned>`
        : ''}
      <form class="card stack" @submit=${this.submit}>
        <h2>${t('settings.password')}</h2>
        <div class="fields">
          ${this.field(
            t('settings.password.old'),
            '/old_password',
            html`<input name="old_password" type="password" autocomplete="current-password" required />`,
          )}
          ${this.field(
            t('settings.password.new'),
            '/new_password',
            html`<input name="new_password" type="password" autocomplete="new-password" minlength="10" required />`,
            t('signup.password.help'),
          )}
        </div>
        ${this.outcome()}
        <button class="button" ?disabled=${this.busy}>${t('app.save')}</button>
      </form>
    </div>`;
  }

  private async submit(event: Event) {
    const form = event.currentTarget as HTMLFormElement;
    const body = values(event);
    const change = () => session.call('PUT', '/chat/v1/console/password', { body });
    if (await this.attempt(change, t('settings.password.done'))) form.reset();
  }
}

customElements.define('c-settings', Settings);
