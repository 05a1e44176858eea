import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../text/fill';
import { safeUrl } from '../text/rich';
import { t } from '../text/words';
import { labelOf, media, text } from './body';
import './code';
import { tap, type Context } from './context';
import { choices, heading, leaving } from './interactive';

interface Component {
  type: string;
  sub_type?: string;
  parameters?: { type: string; text?: string; payload?: string; image?: { id?: string; link?: string } }[];
}

/** What the service filled of another's template. */
interface Rendered {
  header?: { type: string; text?: string; id?: string; link?: string };
  body?: string;
  footer?: string;
  buttons?: RenderedButton[];
}

interface RenderedButton {
  type: string;
  text?: string;
  id?: string;
  url?: string;
  code?: string | null;
}

/** A template: a business's comes filled; the page knows the texts of the built-in ones. */
export function template(context: Context): TemplateResult {
  const rendered: Rendered | undefined = context.entry.message['template']?.rendered;
  return rendered ? filled(context, rendered) : builtIn(context);
}

function filled(context: Context, { header, body, footer, buttons = [] }: Rendered): TemplateResult {
  const ways = buttons.map((it, i) => way(context, it, context.fresh && i === 0)).filter((it) => it !== nothing);
  return html`
    ${header ? heading(context, header.type, header.text, header, t('picture')) : nothing} ${text(body)}
    ${footer ? html`<p class="soft">${footer}</p>` : nothing} ${ways.length ? choices(ways) : nothing}
  `;
}

/** A button of a template; what is not for a browser, as one that dials, is left out. */
function way(context: Context, button: RenderedButton, strong: boolean) {
  switch (button.type) {
    case 'quick_reply': {
      if (!button.id) return nothing;
      const choice = { id: button.id, title: button.text || button.id };
      return html`<button class="button ${strong ? '' : 'quiet'}" data-id=${choice.id} @click=${() => tap(context, choice)}>
        ${choice.title}
      </button>`;
    }
    case 'url':
      return leaving(button.url, button.text, strong);
    case 'otp':
    case 'copy_code':
      return button.code ? html`<tresen-code .code=${button.code} .label=${button.text ?? ''}></tresen-code>` : nothing;
    default:
      return nothing;
  }
}

/** Of one that it does not know the page shows what the message holds. */
function builtIn(context: Context): TemplateResult {
  const { name, components = [] } = context.entry.message['template'] ?? {};
  const parts: Component[] = components;
  const of = (type: string) => parts.filter((it) => it.type?.toLowerCase() === type);
  const values = of('body').flatMap((it) => it.parameters ?? []).map((it) => it.text ?? '');
  const known = context.templates[name];
  const body = known ? fill(known, values) : values.filter(Boolean).join('\n') || String(name).replaceAll('_', ' ');
  const header = of('header').flatMap((it) => it.parameters ?? [])[0];
  return html`
    ${header?.image ? media(context, 'image', header.image, t('picture')) : text(header?.text)} ${text(body)}
    ${of('button').length ? choices(of('button').map((it) => button(context, it))) : nothing}
  `;
}

function button(context: Context, component: Component) {
  const value = component.parameters?.[0];
  if (component.sub_type === 'quick_reply' && value?.payload) {
    const choice = { id: value.payload, title: labelOf(value.payload) };
    return html`<button class="button quiet" @click=${() => tap(context, choice)}>${choice.title}</button>`;
  }
  // the built-in ones with a link lead to the pay page, and hold the last part of its address
  const paying = component.sub_type === 'url' && context.entry.notice?.kind.startsWith('payment_');
  const url = paying ? safeUrl(`${location.origin}/payments/v1/pay/${encodeURIComponent(value?.text ?? '')}`) : null;
  return url
    ? html`<a class="button" href=${url} target=${context.embed ? '_blank' : '_self'}>${t('button.pay')}</a>`
    : nothing;
}
