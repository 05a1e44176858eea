import { html, nothing } from 'lit';
import { Page, values } from '../look/page';
import { get, session } from '../model/session';
import { forgetNames } from '../model/staff';
import { moment, t, type Key } from '../text/words';

/** Who works here; owners invite, change and remove. */
class StaffPage extends Page {
  static override properties = { people: { state: true }, invitations: { state: true }, link: { state: true }, reset: { state: true } };
  declare people: any[];
  declare invitations: any[];
  declare link: string | null;
  /** A link by which somebody sets a new password. */
  declare reset: { name: string; link: string } | null;

  constructor() {
    super();
    this.people = [];
    this.invitations = [];
    this.link = null;
    this.reset = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.attempt(() => this.load());
  }

  private async load() {
    this.people = (await get('/chat/v1/staff')).data;
    this.invitations = session.owner ? (await get('/chat/v1/staff/invitations')).data : [];
    forgetNames();
  }

  private change(method: string, what: string, body?: unknown) {
    return this.act(what, () => session.call(method, `/chat/v1/staff/${what}`, { body }), () => this.load());
  }

  override render() {
    return html`<div class="stack">
      ${this.heading(t('staff.title'))} ${this.outcome()}
      <ul class="card">
        ${this.people.map((it) => this.person(it))} ${this.invitations.map((it) => this.invitation(it))}
      </ul>
      ${this.reset
        ? html`<label class="card">
            <span>${t('staff.reset.link', this.reset.name)}</span><input class="link" readonly value=${this.reset.link} />
          </label>`
        : nothing}
      ${session.owner ? this.invite() : html`<p class="soft">${t('app.owner-only')}</p>`}
    </div>`;
  }

  private person(it: any) {
    const me = it.staff_id === session.person?.staff_id;
    return html`<li class="row spread">
      <span>
        <strong>${it.display_name}</strong> ${me ? html`<span class="pill">${t('staff.you')}</span>` : nothing}
        ${it.email ? html`<br /><span class="soft">${it.email}</span>` : nothing}
      </span>
      ${session.owner && !me
        ? html`<span class="row">
            <label>
              <span class="aside">${t('staff.role')}: ${it.display_name}</span>
              <select
                @change=${(e: Event) => this.change('PUT', it.staff_id, { role: (e.target as HTMLSelectElement).value })}
              >
                ${this.roles(it.role)}
              </select>
            </label>
            <button class="button quiet" ?disabled=${this.busy} @click=${() => this.forgotten(it)}>
              ${t('staff.reset')}<span class="aside">: ${it.display_name}</span>
            </button>
            <button class="button quiet" ?disabled=${this.busy} @click=${() => this.change('DELETE', it.staff_id)}>
              ${t('app.remove')}<span class="aside">: ${it.display_name}</span>
            </button>
          </span>`
        : html`<span class="pill">${t(`staff.${it.role}` as Key)}</span>`}
    </li>`;
  }

  private forgotten(it: any) {
    void this.attempt(async (key) => {
      const { body } = await session.call('POST', `/chat/v1/staff/${it.staff_id}/password-reset`, { key });
      this.reset = { name: it.display_name, link: body.link };
    });
  }

  private invitation(it: any) {
    return html`<li class="row spread">
      <span>
        ${it.display_name} <span class="pill">${t('staff.pending')}, ${t('staff.until', moment(it.expires_at))}</span>
        <br /><span class="soft">${it.email}</span>
      </span>
      <button
        class="button quiet"
        ?disabled=${this.busy}
        @click=${() => this.change('DELETE', `invitations/${it.invitation_id}`)}
      >
        ${t('app.remove')}<span class="aside">: ${it.display_name}</span>
      </button>
    </li>`;
  }

  private roles(role: string) {
    return ['agent', 'owner'].map(
      (it) => html`<option value=${it} ?selected=${it === role}>${t(`staff.${it}` as Key)}</option>`,
    );
  }

  private invite() {
    return html`<form class="card stack" @submit=${this.send}>
      <h2>${t('staff.invite')}</h2>
      <div class="fields">
        ${this.field(t('staff.name'), '/display_name', html`<input name="display_name" maxlength="80" required />`)}
        ${this.field(t('signin.email'), '/email', html`<input name="email" type="email" required />`)}
        ${this.field(
          t('staff.role'),
          '/role',
          html`<select name="role">
            ${this.roles('agent')}
          </select>`,
          t('staff.role.help'),
        )}
      </div>
      <button class="button" ?disabled=${this.busy}>${t('staff.invite')}</button>
      ${this.link
        ? html`<label><span>${t('staff.link')}</span><input class="link" readonly value=${this.link} /></label>`
        : nothing}
    </form>`;
  }

  private async send(event: Event) {
    const form = event.currentTarget as HTMLFormElement;
    const body = values(event);
    const send = async (key: string) => {
      this.link = (await session.call('POST', '/chat/v1/staff/invitations', { body, key })).body.link;
    };
    if (await this.act('invitations', send, () => this.load())) form.reset();
  }
}

customElements.define('c-staff', StaffPage);
