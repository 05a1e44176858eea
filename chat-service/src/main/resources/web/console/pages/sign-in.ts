import { html, nothing } from 'lit';
import { Page, values } from '../look/page';
import { Problem } from '../model/http';
import { path } from '../model/route';
import { session } from '../model/session';
import { t } from '../text/words';

class SignIn extends Page {
  /** Where somebody works for several shops: theirs to choose. */
  private get handles(): string[] {
    return this.problem instanceof Problem && this.problem.code === 'which-business' ? this.problem.body['handles'] : [];
  }

  override render() {
    const handles = this.handles;
    return html`<div class="card stack">
      ${this.heading(t('signin.title'))}
      <form class="stack" @submit=${this.submit}>
        ${this.field(
          t('signin.email'),
          '/email',
          html`<input name="email" type="email" autocomplete="username" required />`,
        )}
        ${this.field(
          t('signin.password'),
          '/password',
          html`<input name="password" type="password" autocomplete="current-password" required />`,
        )}
        ${handles.length
          ? this.field(
              t('signin.handle'),
              '/handle',
              html`<select name="handle">
                ${handles.map((it) => html`<option>${it}</option>`)}
              </select>`,
            )
          : html`<details>
              <summary>${t('signin.several')}</summary>
              ${this.field(t('signup.handle'), '/handle', html`<input name="handle" autocapitalize="none" spellcheck="false" />`)}
            </details>`}
        ${handles.length ? nothing : this.outcome()}
        <button class="button" ?disabled=${this.busy}>${t('signin.go')}</button>
      </form>
      <p><a href=${path('sign-up')}>${t('signin.new')}</a></p>
    </div>`;
  }

  private submit(event: Event) {
    const { email, password, handle } = values(event);
    void this.attempt(() => session.signIn(email!, password!, handle?.trim()));
  }
}

customElements.define('c-sign-in', SignIn);
