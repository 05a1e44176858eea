import { html, nothing, type TemplateResult } from 'lit';
import { money } from '../model/money';
import type { Line } from '../model/order-line';
import { t } from '../text/words';

/** The lines of an order with how far each has come, and what its total is made of. */
export function sum(order: any): TemplateResult {
  const { subtotal, shipping, discount, tax, tax_included } = order.amounts;
  const several = [shipping, discount, tax].some((it) => it.amount_minor > 0);
  const part = (label: string, amount: any, sign = '') =>
    amount.amount_minor > 0
      ? html`<tr>
          <th scope="row">${label}</th>
          <td class="number">${sign}${money(amount)}</td>
        </tr>`
      : nothing;
  const code = order.discount_code ? ` ${order.discount_code}` : '';
  return html`<table>
    <tbody>
      ${order.lines.map(line)} ${several ? part(t('order.subtotal'), subtotal) : nothing}
      ${part(t('order.shipping'), shipping)} ${part(t('order.discount') + code, discount, '−')}
      ${part(t('order.tax'), tax)}
      <tr>
        <th scope="row">${t('orders.total')}</th>
        <td class="number"><strong>${money(order.total)}</strong></td>
      </tr>
      ${part(t('order.tax.included'), tax_included)}
    </tbody>
  </table>`;
}

function line(it: Line): TemplateResult {
  const whole = { ...it.unit_price, amount_minor: it.unit_price.amount_minor * it.quantity };
  const said = [
    it.quantity > 1 ? t('order.each', money(it.unit_price)) : '',
    it.shipped ? t('order.units.shipped', it.shipped) : '',
    it.returned ? t('order.units.returned', it.returned) : '',
    it.rendered ? t('order.units.rendered', it.rendered) : '',
  ].filter(Boolean);
  return html`<tr>
    <td>${it.quantity} × ${it.title}${said.length ? html`<br /><span class="soft">${said.join(' · ')}</span>` : nothing}</td>
    <td class="number">${money(whole)}</td>
  </tr>`;
}
