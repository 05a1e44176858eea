import { html, nothing } from 'lit';
import { Page } from '../look/page';
import { get, session } from '../model/session';
import { t, type Key } from '../text/words';

const METHODS = ['card', 'wallet', 'cod'];

/** Whether the assistant answers, and how shoppers may pay. */
class AssistantSettings extends Page {
  static override properties = { is: { state: true } };
  declare is: any;

  override connectedCallback() {
    super.connectedCallback();
    void this.attempt(async () => (this.is = await get('/chat/v1/business/assistant')));
  }

  override render() {
    return html`<form class="stack" @submit=${this.submit}>
      <h2>${t('settings.assistant')}</h2>
      ${this.is
        ? html`<label class="check">
              <input type="checkbox" name="enabled" .checked=${this.is.enabled} /> ${t('settings.assistant.on')}
            </label>
            <fieldset>
              <legend>${t('settings.payment')}</legend>
              <div class="row">
                ${METHODS.map(
                  (it) => html`<label class="check">
                    <input type="checkbox" name="method" value=${it} .checked=${this.is.payment_methods.includes(it)} />
                    ${t(`pay.${it}` as Key)}
                  </label>`,
                )}
              </div>
            </fieldset>
            <button class="button" ?disabled=${this.busy}>${t('app.save')}</button>`
        : nothing}
      ${this.outcome()}
    </form>`;
  }

  private submit(event: Event) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const body = { enabled: form.has('enabled'), payment_methods: form.getAll('method') };
    void this.attempt(
      async () => (this.is = (await session.call('PUT', '/chat/v1/business/assistant', { body })).body),
      t('app.saved'),
    );
  }
}

customElements.define('c-assistant', AssistantSettings);
