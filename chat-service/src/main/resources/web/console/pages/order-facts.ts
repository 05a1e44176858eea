import { html, nothing } from 'lit';
import { who } from '../model/staff';
import { known, moment, t } from '../text/words';

/** Where it goes; nothing for an order without an address. */
export function destination(at: any) {
  if (!at) return nothing;
  return html`<section class="card stack" aria-labelledby="address">
    <h2 id="address">${t('order.address')}</h2>
    <p>
      ${at.name}<br />${at.street}<br />${at.postcode} ${at.city}<br />${at.state ? html`${at.state}<br />` : nothing}${at.country}
    </p>
  </section>`;
}

/** What has happened to it. @param names of the staff by their ids */
export function past(history: any[], names: Map<string, string>) {
  return html`<section class="card stack" aria-labelledby="history">
    <h2 id="history">${t('order.history')}</h2>
    <ol class="stack">
      ${history.map(
        (it) => html`<li>
          <strong>${known(`event.${it.event}`, it.event)}</strong> <span class="soft">${moment(it.at)}${it.actor ? html`, ${t('order.by', who(it.actor, names))}` : nothing}</span>
          ${it.reason ? html`<br /><span class="soft">${it.reason}</span>` : nothing}
        </li>`,
      )}
    </ol>
  </section>`;
}
