import { html, nothing } from 'lit';
import { Paged } from '../look/paged';
import { Problem } from '../model/http';
import { session } from '../model/session';
import { known, moment, t } from '../text/words';

const LOG = '/chat/v1/business/webhook/deliveries';

/** What was sent to the business's own program, and how it answered. */
class Webhook extends Paged {
  static override properties = { absent: { state: true } };
  declare absent: boolean;

  constructor() {
    super();
    this.absent = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load();
  }

  protected override get address(): string {
    return `${LOG}?limit=50`;
  }

  protected override async part(address: string): Promise<any> {
    try {
      return await super.part(address);
    } catch (e) {
      if (!(e instanceof Problem && e.status === 404)) throw e;
      this.absent = true;
      return { data: [], paging: {} };
    }
  }

  private async replay(id: string) {
    const send = (key: string) => session.call('POST', `${LOG}/${id}/replay`, { key });
    if (await this.attempt(send, undefined, id)) await this.load();
  }

  override render() {
    return html`<div class="stack">
      ${this.heading(t('webhook.title'))} ${this.outcome()} ${this.list(t(this.absent ? 'webhook.absent' : 'app.none'))}
    </div>`;
  }

  protected override table() {
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
          ${this.rows!.map(
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
