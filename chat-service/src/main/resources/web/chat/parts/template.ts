import { html, nothing, type TemplateResult } from 'lit';
import { safeUrl } from '../text/rich';
import { t } from '../text/words';
import { labelOf, picture, text } from './body';
import { tap, type Context } from './context';

interface Component {
  type: string;
  sub_type?: string;
  parameters?: { type: string; text?: string; payload?: string; image?: { link?: string } }[];
}

/** A template: the page knows the texts of the built-in ones; of another's it shows what the message holds. */
export function template(context: Context): TemplateResult {
  const { name, components = [] } = context.entry.message['template'] ?? {};
  const parts: Component[] = components;
  const of = (type: string) => parts.filter((it) => it.type?.toLowerCase() === type);
  const values = of('body').flatMap((it) => it.parameters ?? []).map((it) => it.text ?? '');
  const known = context.templates[name];
  const body = known ? fill(known, values) : values.filter(Boolean).join('\n') || String(name).replaceAll('_', ' ');
  const header = of('header').flatMap((it) => it.parameters ?? [])[0];
  return html`
    ${header?.image ? picture(header.image.link, '') : text(header?.text)} ${text(body)}
    ${of('button').length ? html`<div class="choices">${of('button').map((it) => button(context, it))}</div>` : nothing}
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

function fill(pattern: string, values: string[]) {
  return pattern.replace(/\{(\d)\}/g, (slot, index) => values[Number(index)] ?? slot);
}
