import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../look/icons';
import { safeUrl } from '../text/rich';
import { known, metaMoney, t } from '../text/words';
import type { Context } from './context';

/** 'Review and pay': the parts of the sum, and the way to the pay page. */
export function orderDetails(context: Context, parameters: any): TemplateResult {
  const currency = parameters.currency ?? 'EUR';
  const order = parameters.order ?? {};
  const part = (label: string, amount: any) => {
    const sum = amount?.value ? metaMoney(amount, currency) : null;
    const said = amount?.description; // alone: a tax that the prices contain
    const text = sum && said ? `${sum} (${said})` : (sum ?? said);
    return text ? html`<dt>${label}</dt><dd>${text}</dd>` : nothing;
  };
  const link = (parameters.payment_settings ?? []).find((it: any) => it.type === 'payment_link');
  const url = safeUrl(link?.payment_link?.uri);
  const several = order.shipping?.value || order.tax?.value || order.discount?.value;
  return html`
    <section class="order" aria-label=${t('order.title', parameters.reference_id ?? '')}>
      <h3>${t('order.title', parameters.reference_id ?? '')}</h3>
      <ul>
        ${(order.items ?? []).map(
          (it: any) => html`<li>
            <span>${it.quantity} × ${it.name}</span><span>${ofLine(it, currency)}</span>
          </li>`,
        )}
      </ul>
      <dl>
        ${several ? part(t('order.subtotal'), order.subtotal) : nothing} ${part(t('order.shipping'), order.shipping)}
        ${part(t('order.discount'), order.discount)} ${part(t('order.tax'), order.tax)}
        <dt class="whole">${t('order.total')}</dt>
        <dd class="whole">${metaMoney(parameters.total_amount, currency) ?? ''}</dd>
      </dl>
    </section>
    ${url
      ? html`<div class="choices">
          <a class="button" href=${url} target=${context.embed ? '_blank' : '_self'} rel="noopener">
            ${icons.card} ${t('order.review')}
            ${context.embed ? html`<span class="aside"> (${t('newtab')})</span>` : nothing}
          </a>
        </div>`
      : nothing}
  `;
}

function ofLine(item: any, currency: string): string {
  const unit = item.sale_amount ?? item.amount;
  return metaMoney(unit && { ...unit, value: unit.value * item.quantity }, currency) ?? '';
}

export function orderStatus(_: Context, parameters: any): TemplateResult {
  const status = parameters.order?.status ?? '';
  return html`
    <section class="order">
      <h3>${t('order.title', parameters.reference_id ?? '')}</h3>
      <p><strong>${known(`order.status.${status}`) ?? status}</strong></p>
      ${parameters.order?.description ? html`<p class="soft">${parameters.order.description}</p>` : nothing}
    </section>
  `;
}
