import { html, type TemplateResult } from 'lit';
import { icons } from '../look/icons';
import { say } from '../look/events';
import { replies } from '../model/replies';
import type { Choice } from '../model/types';
import { t } from '../text/words';
import type { Context } from './context';

const CHECKOUT = 'cart:checkout';
const CODE = 'cart:code';
const CLEAR = 'cart:clear';
const AROUND = [CHECKOUT, CODE, CLEAR];

/** The assistant's cart is a list: checkout, its lines, a row for a discount code where there are some, and one that empties it. */
export function isCart(content: any): boolean {
  return content.type === 'list' && rows(content).some((it) => it.id === CHECKOUT);
}

/** The cart as a cart: what is in it, the sum, one way on. */
export function cart(context: Context, content: any): TemplateResult {
  const all = rows(content);
  const tap = (row: Choice) => () => say(context.from, replies.tap(row, context.entry.id, 'list_reply'));
  const checkout = all.find((it) => it.id === CHECKOUT)!;
  const others = all.filter((it) => it.id === CODE || it.id === CLEAR);
  return html`
    <h3 class="headline">${icons.cart} ${t('cart.title')}</h3>
    <ul class="lines-of-cart">
      ${all
        .filter((it) => !AROUND.includes(it.id))
        .map(
          (row) => html`<li>
            <button class="line" data-id=${row.id} @click=${tap(row)}>
              <span>${row.title}</span><span class="sum">${price(row)}</span>
              <span class="edit" aria-hidden="true">${icons.edit}</span>
            </button>
          </li>`,
        )}
    </ul>
    <p class="total"><span>${t('order.total')}</span><strong>${checkout.description ?? ''}</strong></p>
    <div class="choices">
      <button class="button ${context.fresh ? '' : 'quiet'}" data-id=${CHECKOUT} @click=${tap(checkout)}>${checkout.title}</button>
      ${others.map(
        (it) => html`<button class="button quiet" data-id=${it.id} @click=${tap(it)}>${it.title}</button>`,
      )}
    </div>
  `;
}

/** A line of several says that its price is for one. */
function price(row: Choice): string {
  const several = Number(/^(\d+) ×/.exec(row.title)?.[1] ?? 1) > 1;
  return several && row.description ? t('cart.each', row.description) : (row.description ?? '');
}

function rows(content: any): Choice[] {
  return (content.action?.sections ?? []).flatMap((it: { rows?: Choice[] }) => it.rows ?? []);
}
