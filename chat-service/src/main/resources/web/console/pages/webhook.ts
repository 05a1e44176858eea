import { html, nothing } from 'lit';
import { Page } from '../look/page';
import { Problem } from '../model/http';
import { get, session } from '../model/session';
import { known, moment, t } from '../text/words';

const LOG = '/chat/v1/business/webhook/deliveries';

/** What was sent to the business's own program, and how it answered. */
class Webhook extends Page {
  static override properties = { lines: { state: true }, next: { state: true }, absent: { state: true } };
  declare lines: any[] | null;
  declare next: string | null;
  declare absent: boolean;

  constructor() {
    super();
    this.lines = null;
    this.next = null;
    this.absent = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load(null);
  }

  private load(cursor: string | null) {
    return this.attempt(async () => {
      try {
        const page = await get(`${LOG}?limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
        this.lines = [...(cursor ? (this.lines ?? []) : []), ...page.data];
        this.next = page.paging.next ?? null;
      } catch (e) {
        if (!(e instanceof Problem && e.status === 404)) throw e;
        this.absent = true;
      }
    });
  }

  private replay(id: string) {
    void this.attempt(async (key) => {
      await session.call('POST', `${LOG}/${id}/replay`, { key });
      await this.load(null);
    });
  }

  override render() {
    return html`<div class="stack">
      ${this.heading(t('webhook.title'))} ${this.outcome()}
      ${this.absent ? html`<p class="soft">${t('webhook.absent')}</p>` : nothing}
      ${this.lines?.length === 0 ? html`<p class="soft">${t('app.none')}</p>` : nothing}
      ${this.lines?.length ? this.table() : nothing}
      ${this.next
        ? html`<button class="button quiet" @click=${() => this.load(this.next)}>${t('app.more')}</button>`
        : nothing}
    </div>`;
  }

  private table() {
    return html`<div class="card table" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">${t('orders.placed')}</th>
            <th scope="col">${t('webhook.kind')}</th>
            <th scope="col">${t('webhook.state')}</th>
            <th scope="col" class="number">${t('webhook.attempts')}</th>
            <th scope="col">${t('webhook.answer')}</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${this.lines!.map(
            (it) => html`<tr>
              <td>${moment(it.created_at)}</td>
              <td>${it.kind}</td>
              <td>
                <span class="pill ${it.state === 'failed' ? 'care' : it.state === 'delivered' ? 'fine' : ''}">
                  ${known(`webhook.${it.state}`, it.state)}
                </span>
              </td>
              <td class="number">${it.attempts}</td>
              <td>${it.last_status ?? it.last_error ?? ''}</td>
              <td><button class="button quiet" ?disabled=${this.busy} @click=${() => this.replay(it.id)}>${t('webhook.replay')}</button></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('c-webhook', Webhook);
