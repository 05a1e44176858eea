import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../look/icons';
import { pictureOf } from '../model/linked-picture';
import { link, rich } from '../text/rich';
import { known, t, type Key } from '../text/words';
import { lines } from './address';
import type { Context } from './context';
import { interactive } from './interactive';
import './media';
import type { MediaKind } from './media';
import { template } from './template';

type Part = TemplateResult | typeof nothing;

/** What a message of the shop shows, by its type. */
export function outbound(context: Context): Part {
  const { message } = context.entry;
  const content = message[message.type] ?? {};
  switch (message.type) {
    case 'text':
      return text(content.body);
    case 'image':
      return html`${media(context, 'image', content, content.caption || t('picture'))}${text(content.caption)}`;
    case 'sticker':
      return media(context, 'sticker', content, t('sticker'));
    case 'document':
    case 'audio':
    case 'video':
      return html`${media(context, message.type, content)}${text(content.caption)}`;
    case 'location':
      return place(content);
    case 'contacts':
      return html`${(message['contacts'] ?? []).map(person)}`;
    case 'interactive':
      return interactive(context);
    case 'template':
      return template(context);
    default:
      return unsupported();
  }
}

/** What the shopper sent. */
export function inbound(context: Context): Part {
  const { entry: { message }, titles } = context;
  if (message.type === 'text') return text(message['text']?.body);
  if (message.type === 'order') return ordered(message['order']?.product_items ?? [], titles);
  if (message.type === 'image') {
    const { caption } = message['image'] ?? {};
    return html`${media(context, 'image', message['image'] ?? {}, caption || t('own.picture'))}${text(caption)}`;
  }
  if (message.type === 'location') return place(message['location'] ?? {});
  const { list_reply, button_reply, nfm_reply } = message['interactive'] ?? {};
  if (nfm_reply) return addressed(nfm_reply.response_json);
  const choice = list_reply ?? button_reply;
  return choice ? html`<p class="text">${choice.title || choice.id}</p>` : unsupported();
}

export function text(body: unknown): Part {
  return typeof body === 'string' && body ? html`<p class="text">${rich(body)}</p>` : nothing;
}

export function unsupported(): TemplateResult {
  return html`<p class="soft">${t('unsupported')}</p>`;
}

/** Media by an id is fetched for this conversation; by a link it comes from wherever the shop keeps it. */
export function media(context: Context, kind: MediaKind, content: any, alternative = ''): Part {
  const shown = kind === 'image' || kind === 'sticker';
  const style = kind === 'image' ? 'picture' : kind;
  if (!content.id || content.link) return shown ? picture(context, content.link, alternative, style) : attachment(kind, content);
  return html`<tresen-media
    class=${style}
    .media=${content.id}
    .kind=${kind}
    .name=${shown ? alternative : content.filename || t(kind)}
    .load=${context.media}
  ></tresen-media>`;
}

/** A picture keeps its place while it loads; one that can't be had is a word. */
function picture(context: Context, url: unknown, alternative: string, kind = 'picture'): Part {
  const safe = pictureOf({ message: context.entry.id }, url);
  if (!safe) return url === undefined ? attachment('picture', {}) : nothing;
  const broken = (event: Event) => ((event.target as HTMLElement).hidden = true);
  return html`<img class=${kind} src=${safe} alt=${alternative} loading="lazy" decoding="async" @error=${broken} />`;
}

function attachment(kind: 'document' | 'audio' | 'video' | 'picture', content: any): TemplateResult {
  const name = content.filename || t(kind as Key);
  return html`
    <p class="attachment">
      ${kind === 'document' || kind === 'picture' ? icons.page : icons.play}
      ${content.link ? link(content.link, name) : name}
    </p>
  `;
}

function place(content: any): TemplateResult {
  const at = `${Number(content.latitude)}/${Number(content.longitude)}`;
  const map = `https://www.openstreetmap.org/?mlat=${Number(content.latitude)}&mlon=${Number(content.longitude)}#map=16/${at}`;
  return html`
    <p class="attachment">${icons.pin}<strong>${content.name || t('location')}</strong></p>
    ${content.address ? html`<p class="soft">${content.address}</p>` : nothing}
    <p>${link(map, t('location.open'))}</p>
  `;
}

function person(contact: any): TemplateResult {
  return html`
    <p class="attachment">${icons.person}<strong>${contact.name?.formatted_name ?? t('contact')}</strong></p>
    ${(contact.phones ?? []).map((it: any) => html`<p><a href="tel:${String(it.phone).replace(/[^+\d]/g, '')}">${it.phone}</a></p>`)}
    ${(contact.emails ?? []).map((it: any) => html`<p><a href="mailto:${encodeURIComponent(it.email)}">${it.email}</a></p>`)}
    ${(contact.urls ?? []).map((it: any) => html`<p>${link(it.url, it.url)}</p>`)}
  `;
}

function ordered(items: any[], titles: Map<string, string> | undefined): TemplateResult {
  const name = (id: string) => titles?.get(id) ?? id;
  return html`
    <p><strong>${t('own.order')}</strong></p>
    <ul class="plain">${items.map((it) => html`<li>${it.quantity} × ${name(it.product_retailer_id)}</li>`)}</ul>
  `;
}

function addressed(json: unknown): TemplateResult {
  let values;
  try {
    values = JSON.parse(String(json)).values;
  } catch {
    values = undefined;
  }
  return html`
    <p><strong>${t(values ? 'own.address' : 'own.saved')}</strong></p>
    ${values ? html`<address class="lines">${lines(values)}</address>` : nothing}
  `;
}

/** A label for an id of INTERFACE 5 where its message holds none. */
export function labelOf(id: string): string {
  return known(`button.${id.split(':')[0]}`) ?? t('button.other');
}
