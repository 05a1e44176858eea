import { html, nothing } from 'lit';
import { Page, values } from '../look/page';
import { get, session } from '../model/session';
import { t } from '../text/words';

const CANNED = '/chat/v1/canned-answers';

/** Texts that are sent again and again. */
class Canned extends Page {
  static override properties = { answers: { state: true }, editing: { state: true } };
  declare answers: any[];
  declare editing: string | null;

  constructor() {
    super();
    this.answers = [];
    this.editing = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.attempt(() => this.load());
  }

  private async load() {
    this.answers = (await get(CANNED)).data;
  }

  override render() {
    return html`<section class="stack">
      <h2>${t('settings.canned')}</h2>
      ${this.outcome()}
      <ul class="stack">
        ${this.answers.map((it) => (this.editing === it.canned_answer_id ? this.form(it) : this.line(it)))}
      </ul>
      ${this.editing === null ? this.form(null) : nothing}
    </section>`;
  }

  private line(it: any) {
    return html`<li class="row spread">
      <span><strong>${it.title}</strong><br /><span class="soft">${it.text}</span></span>
      <span class="row">
        <button class="button quiet" @click=${() => (this.editing = it.canned_answer_id)}>
          ${t('app.edit')}<span class="aside">: ${it.title}</span>
        </button>
        <button class="button quiet" ?disabled=${this.busy} @click=${() => this.drop(it.canned_answer_id)}>
          ${t('app.remove')}<span class="aside">: ${it.title}</span>
        </button>
      </span>
    </li>`;
  }

  private form(it: any) {
    return html`<form class="stack" @submit=${(e: Event) => this.save(e, it?.canned_answer_id)}>
      ${this.field(
        t('settings.canned.title'),
        '/title',
        html`<input name="title" maxlength="60" .value=${it?.title ?? ''} required />`,
      )}
      ${this.field(
        t('settings.canned.text'),
        '/text',
        html`<textarea name="text" maxlength="4096" .value=${it?.text ?? ''} required></textarea>`,
      )}
      <div class="row">
        <button class="button" ?disabled=${this.busy}>${t(it ? 'app.save' : 'app.add')}</button>
        ${it
          ? html`<button type="button" class="button quiet" @click=${() => (this.editing = null)}>${t('app.cancel')}</button>`
          : nothing}
      </div>
    </form>`;
  }

  private async save(event: Event, id: string | undefined) {
    const form = event.currentTarget as HTMLFormElement;
    const body = values(event);
    const send = (key: string) =>
      id ? session.call('PUT', `${CANNED}/${id}`, { body }) : session.call('POST', CANNED, { body, key });
    if (!(await this.act(id ?? 'new', send, () => this.load()))) return;
    this.editing = null;
    form.reset();
  }

  private drop(id: string) {
    void this.act(id, () => session.call('DELETE', `${CANNED}/${id}`), () => this.load());
  }
}

customElements.define('c-canned', Canned);
