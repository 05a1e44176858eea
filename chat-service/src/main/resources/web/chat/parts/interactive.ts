import { html, nothing, type TemplateResult } from 'lit';
import { show } from '../look/events';
import { icons } from '../look/icons';
import type { Choice } from '../model/types';
import { plain, safeUrl } from '../text/rich';
import { t } from '../text/words';
import { media, text, unsupported } from './body';
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
    ${header(context, content)} ${text(content.body?.text)}
    ${content.footer?.text ? html`<p class="soft">${content.footer.text}</p>` : nothing} ${offers}
  `;
}

function header(context: Context, content: any) {
  const head = content.header;
  // the first line of a product sheet is its name
  const name = plain(String(content.body?.text ?? '').split('\n')[0] ?? '');
  return head ? heading(context, head.type, head.text, head[head.type] ?? {}, name) : nothing;
}

/** What stands above a message: a text, or media with what it shows. */
export function heading(context: Context, type: string, text: unknown, content: any, alternative: string) {
  if (type === 'text') return text ? html`<p class="text"><strong>${text}</strong></p>` : nothing;
  return type === 'image' || type === 'video' || type === 'document' ? media(context, type, content, alternative) : nothing;
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
        .offeredBy=${context.entry.id}
        .catalog=${context.catalog}
      ></tresen-product-card>`;
    case 'product_list':
      return sheet('products', t('products.open'), icons.grid);
    case 'catalog_message':
      if (context.without.catalog) return choices(nothing);
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
  const way = leaving(parameters.url, parameters.display_text, context.fresh);
  return way === nothing ? html`` : choices(way);
}

/** A button that leads to somebody else's page, in a tab of its own; nothing where it leads nowhere. */
export function leaving(address: unknown, label: string | undefined, strong: boolean): TemplateResult | typeof nothing {
  const url = safeUrl(address);
  if (!url) return nothing;
  return html`<a class="button ${strong ? '' : 'quiet'}" href=${url} target="_blank" rel="noopener noreferrer">
    ${icons.out} ${label || url}<span class="aside"> (${t('newtab')})</span>
  </a>`;
}
