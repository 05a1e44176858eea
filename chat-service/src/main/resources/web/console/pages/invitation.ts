import { html } from 'lit';
import { Page, values } from '../look/page';
import { Problem, send } from '../model/http';
import { go } from '../model/route';
import { session } from '../model/session';
import { t } from '../text/words';

class Invitation extends Page {
  static override properties = { link: {} };
  declare link: string;

  override render() {
    const over = this.problem instanceof Problem && this.problem.status === 404;
    return html`<div class="card stack">
      <div>${this.heading(t('invite.title'))}<p class="soft">${t('invite.lead')}</p></div>
      <form class="stack" @submit=${this.submit}>
        ${this.field(
          t('signin.password'),
          '/password',
          html`<input name="password" type="password" autocomplete="new-password" minlength="10" required />`,
          t('signup.password.help'),
        )}
        ${over ? html`<p class="problem" role="alert">${t('invite.over')}</p>` : this.outcome()}
        <button class="button" ?disabled=${this.busy}>${t('invite.go')}</button>
      </form>
    </div>`;
  }

  private submit(event: Event) {
    const { password } = values(event);
    void this.attempt(async (key) => {
      const { body } = await send('POST', '/chat/v1/console/invitations', { body: { token: this.link, password }, key });
      await session.signIn(body.email, password!, body.handle);
      go('home');
    });
  }
}

customElements.define('c-invitation', Invitation);
