import { html } from 'lit';
import { Page, values } from '../look/page';
import { Problem, send } from '../model/http';
import { path } from '../model/route';
import { t } from '../text/words';

/** Somebody who has a link sets a new password. */
class Reset extends Page {
  static override properties = { link: {}, done: { state: true } };
  declare link: string;
  declare done: boolean;

  override render() {
    const over = this.problem instanceof Problem && this.problem.status === 404;
    return html`<div class="card stack">
      ${this.heading(t('reset.title'))}
      ${this.done
        ? html`<p class="good" role="status">${t('reset.done')}</p>
            <p><a class="button" href=${path('sign-in')}>${t('signin.title')}</a></p>`
        : html`<form class="stack" @submit=${this.submit}>
            ${this.field(
              t('settings.password.new'),
              '/password',
              html`<input name="password" type="password" autocomplete="new-password" minlength="10" required />`,
              t('signup.password.help'),
            )}
            ${over ? html`<p class="problem" role="alert">${t('invite.over')}</p>` : this.outcome()}
            <button class="button" ?disabled=${this.busy}>${t('app.save')}</button>
          </form>`}
    </div>`;
  }

  private async submit(event: Event) {
    const { password } = values(event);
    this.done = await this.attempt((key) =>
      send('POST', '/chat/v1/console/password-reset', { body: { token: this.link, password }, key }),
    );
  }
}

customElements.define('c-reset', Reset);
