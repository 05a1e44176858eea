import { html, nothing } from 'lit';
import { Page } from '../look/page';
import { path } from '../model/route';
import { get } from '../model/session';
import { moment, t } from '../text/words';

/** Who waits for which product to be back, the product with the longest list first. */
class Waiting extends Page {
  static override properties = { wishes: { state: true }, next: { state: true } };
  declare wishes: any[] | null;
  declare next: string | null;

  constructor() {
    super();
    this.wishes = null;
    this.next = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.load(null);
  }

  private load(cursor: string | null) {
    return this.attempt(async () => {
      const page = await get(`/notifications/v1/subscriptions?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      this.wishes = [...(cursor ? (this.wishes ?? []) : []), ...page.data];
      this.next = page.paging.next ?? null;
    });
  }

  override render() {
    const lists = new Map<string, any[]>();
    for (const wish of this.wishes ?? []) {
      lists.set(wish.retailer_id, [...(lists.get(wish.retailer_id) ?? []), wish]);
    }
    return html`<div class="stack">
      <div>${this.heading(t('waiting.title'))}<p class="soft">${t('waiting.lead')}</p></div>
      ${this.outcome()} ${this.wishes?.length === 0 ? html`<p class="soft">${t('app.none')}</p>` : nothing}
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
      ${this.next
        ? html`<button class="button quiet" @click=${() => this.load(this.next)}>${t('app.more')}</button>`
        : nothing}
    </div>`;
  }
}

customElements.define('c-waiting', Waiting);
