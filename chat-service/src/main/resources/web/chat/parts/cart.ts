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
/** The tenth row where there are more: it leads to the rest. */
const MORE = 'page:';

/**
 * The assistant's cart is a list: checkout, its lines, a row for a discount code where there are some, and one that empties it; or
 * as many of these as fit, and one for the rest.
 */
export function isCart(content: any): boolean {
  return content.type === 'list' && rows(content).some((it) => it.id === CHECKOUT);
}

/** The cart as a cart: what is in it, what the sum is made of, the sum, one way on. */
export function cart(context: Context, content: any): TemplateResult {
  const all = rows(content);
  const tap = (row: Choice) => () => say(context.from, replies.tap(row, context.entry.id, 'list_reply'));
  const checkout = all.find((it) => it.id === CHECKOUT)!;
  const others = all.filter((it) => it.id === CODE || it.id === CLEAR);
  const quiet = (it: Choice) =>
    html`<button class="button quiet" data-id=${it.id} @click=${tap(it)}>${it.title}</button>`;
  const { above, below } = sums(content, checkout.description ?? '');
  return html`
    <h3 class="headline">${icons.cart} ${t('cart.title')}</h3>
    <ul class="lines-of-cart">
      ${all
        .filter((it) => !AROUND.includes(it.id) && !it.id.startsWith(MORE))
        .map(
          (row) => html`<li>
            <button class="line" data-id=${row.id} @click=${tap(row)}>
              <span>${row.title}</span><span class="sum">${price(row)}</span>
              <span class="edit" aria-hidden="true">${icons.edit}</span>
            </button>
          </li>`,
        )}
    </ul>
    ${all.filter((it) => it.id.startsWith(MORE)).map(quiet)}
    ${above.map(part)}
    <p class="total"><span>${t('order.total')}</span><strong>${checkout.description ?? ''}</strong></p>
    ${below.map(part)}
    <div class="choices">
      <button class="button ${context.fresh ? '' : 'quiet'}" data-id=${CHECKOUT} @click=${tap(checkout)}>${checkout.title}</button>
      ${others.map(quiet)}
    </div>
  `;
}

/**
 * What the text says around the sum: subtotal, discount and shipping above it, the tax in it below. Its lines are drawn as rows
 * already, and the total as a line of its own.
 */
function sums(content: any, total: string): { above: string[]; below: string[] } {
  const said = String(content.body?.text ?? '')
    .split('\n')
    .filter((it) => it && !/^\d+ × /.test(it));
  const whole = said.map((it) => it.endsWith(`: ${total}`)).lastIndexOf(true);
  return { above: said.slice(0, Math.max(whole, 0)), below: said.slice(whole + 1) };
}

/** A word and its amount, one on each side. */
function part(said: string): TemplateResult {
  const colon = said.lastIndexOf(': ');
  return colon < 0
    ? html`<p class="part">${said}</p>`
    : html`<p class="part"><span>${said.slice(0, colon)}</span><span>${said.slice(colon + 2)}</span></p>`;
}

/** A line of several says that its price is for one. */
function price(row: Choice): string {
  const several = Number(/^(\d+) ×/.exec(row.title)?.[1] ?? 1) > 1;
  return several && row.description ? t('cart.each', row.description) : (row.description ?? '');
}

function rows(content: any): Choice[] {
  return (content.action?.sections ?? []).flatMap((it: { rows?: Choice[] }) => it.rows ?? []);
}
