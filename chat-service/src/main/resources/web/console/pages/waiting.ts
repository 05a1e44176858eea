import { html } from 'lit';
import { Paged } from '../look/paged';
import { path } from '../model/route';
import { moment, t } from '../text/words';

/** Who waits for which product to be back, the product with the longest list first. */
class Waiting extends Paged {
  override connectedCallback() {
    super.connectedCallback();
    void this.load();
  }

  protected override get address(): string {
    return '/notifications/v1/subscriptions?limit=100';
  }

  override render() {
    return html`<div class="stack">
      <div>${this.heading(t('waiting.title'))}<p class="soft">${t('waiting.lead')}</p></div>
      ${this.outcome()} ${this.list(t('app.none'))}
    </div>`;
  }

  protected override table() {
    const lists = new Map<string, any[]>();
    for (const wish of this.rows ?? []) {
      lists.set(wish.retailer_id, [...(lists.get(wish.retailer_id) ?? []), wish]);
    }
    return html`
      ${[...lists]
        .sort(([, a], [, b]) => b.length - a.length)
        .map(
          ([retailerId, wishes]) => html`<details class="card">
            <summary>${retailerId} <span class="pill">${t('waiting.count', wishes.length)}</span></summary>
            <ul>
              ${wishes.map(
                (it) => html`<li>
                  <a href=${path('inbox', it.conversation_id)}>${t('waiting.since')} ${moment(it.since)}</a>
                </li>`,
              )}
            </ul>
          </details>`,
        )}
    `;
  }
}

customElements.define('c-waiting', Waiting);
