import { html, nothing, type TemplateResult } from 'lit';
import { show } from '../look/events';
import { icons } from '../look/icons';
import type { Choice } from '../model/types';
import { plain, safeUrl } from '../text/rich';
import { t } from '../text/words';
import { picture, text, unsupported } from './body';
import { isCart, cart } from './cart';
import { tap, type Context } from './context';
import { orderDetails, orderStatus } from './order';
import './product-card';

/** An interactive message: what it says, then what can be done with it. */
export function interactive(context: Context): TemplateResult {
  const content = context.entry.message['interactive'] ?? {};
  if (isCart(content)) return cart(context, content);
  const offers = actions(context, content);
  if (!offers) return unsupported();
  return html`
    ${header(content)} ${text(content.body?.text)}
    ${content.footer?.text ? html`<p class="soft">${content.footer.text}</p>` : nothing} ${offers}
  `;
}

function header(content: any) {
  const head = content.header;
  if (!head) return nothing;
  if (head.type === 'text') return html`<p class="text"><strong>${head.text}</strong></p>`;
  const media = head[head.type] ?? {};
  // the first line of a product sheet is its name
  const name = plain(String(content.body?.text ?? '').split('\n')[0] ?? '');
  return head.type === 'image' ? picture(media.link, name) : nothing;
}

function actions(context: Context, content: any): TemplateResult | null {
  const action = content.action ?? {};
  const sheet = (kind: 'list' | 'address' | 'products', label: string, icon: unknown) =>
    choices(html`<button
      class="button ${context.fresh ? '' : 'quiet'}"
      aria-haspopup="dialog"
      @click=${() => show(context.from, { kind, entry: context.entry })}
    >
      ${icon} ${label}
    </button>`);
  switch (content.type) {
    case 'list':
      return sheet('list', action.button || t('list.open'), icons.list);
    case 'button':
      return buttons(context, (action.buttons ?? []).map((it: any) => it.reply));
    case 'product':
      return html`<tresen-product-card
        .retailerId=${action.product_retailer_id}
        .catalog=${context.catalog}
      ></tresen-product-card>`;
    case 'product_list':
      return sheet('products', t('products.open'), icons.grid);
    case 'catalog_message':
      return sheet('products', t('products.catalog.open'), icons.grid);
    case 'cta_url':
      return away(context, action.parameters ?? {});
    case 'address_message': {
      const again = Object.keys(action.parameters?.validation_errors ?? {}).length > 0;
      return sheet('address', t(again ? 'address.again' : 'address.open'), icons.home);
    }
    case 'order_details':
      return orderDetails(context, action.parameters ?? {});
    case 'order_status':
      return orderStatus(context, action.parameters ?? {});
    default:
      return null;
  }
}

export function choices(content: unknown): TemplateResult {
  return html`<div class="choices">${content}</div>`;
}

/** The first of the newest message's buttons is what most people want next. */
export function buttons(context: Context, offered: Choice[]): TemplateResult {
  return choices(
    offered
      .filter((it) => it?.id)
      .map(
        (it, i) => html`<button
          class="button ${context.fresh && i === 0 ? '' : 'quiet'}"
          data-id=${it.id}
          @click=${() => tap(context, it)}
        >
          ${it.title}
        </button>`,
      ),
  );
}

function away(context: Context, parameters: { display_text?: string; url?: string }): TemplateResult {
  const url = safeUrl(parameters.url);
  if (!url) return html``;
  return choices(html`<a class="button ${context.fresh ? '' : 'quiet'}" href=${url} target="_blank" rel="noopener noreferrer">
    ${icons.out} ${parameters.display_text || url}<span class="aside"> (${t('newtab')})</span>
  </a>`);
}
