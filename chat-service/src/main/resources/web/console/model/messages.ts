import { notice } from './notices';

/** What a message says, as far as a list of texts can show it. */
export interface Shown {
  text: string;
  picture: string | null;
  /** Id of a picture that is fetched with the token; null for none. */
  media: string | null;
  /** Where it leads on a map, or null. */
  map: string | null;
  choices: string[];
}

/** Messages come in Meta's shapes, and from foreign apps: each part is asked for. */
export function shown(message: any): Shown {
  const interactive = message?.interactive ?? {};
  const tapped = interactive.list_reply ?? interactive.button_reply;
  if (tapped) return plain(String(tapped.title || tapped.id));
  if (interactive.nfm_reply) return plain(address(interactive.nfm_reply.response_json));
  if (message?.type === 'order') {
    const items: any[] = message.order?.product_items ?? [];
    return plain(items.map((it) => `${it.quantity} × ${it.product_retailer_id}`).join('\n'));
  }
  if (message?.type === 'location') return place(message.location ?? {});
  if (message?.type === 'reaction') return plain(String(message.reaction?.emoji ?? ''));
  if (message?.template?.rendered) return filled(message.template.rendered);
  if (message?.template) return builtIn(message.template);
  const rows: any[] = (interactive.action?.sections ?? []).flatMap((it: any) => it.rows ?? []);
  const buttons: any[] = (interactive.action?.buttons ?? []).map((it: any) => it.reply);
  const text = message?.text?.body ?? interactive.body?.text ?? message?.image?.caption;
  return {
    text: String(text ?? ''),
    picture: safe(interactive.header?.image?.link ?? message?.image?.link),
    media: message?.type === 'image' && message.image?.id ? String(message.image.id) : null,
    map: null,
    choices: [...buttons, ...rows].map((it) => String(it?.title ?? '')).filter(Boolean),
  };
}

/** A business's template, as the service filled it. */
function filled({ header, body, footer, buttons = [] }: any): Shown {
  return {
    text: [header?.type === 'text' ? header.text : '', body, footer].filter(Boolean).join('\n'),
    picture: header?.type === 'image' ? safe(header.link) : null,
    media: null,
    map: null,
    choices: buttons.map((it: any) => String(it?.text || it?.code || '')).filter(Boolean),
  };
}

/** Of one that nobody knows it shows what the message holds. What its buttons hold is the shopper's alone: it may be a way to pay. */
function builtIn({ name = '', components = [] }: any): Shown {
  const of = (type: string): any[] =>
    components.filter((it: any) => String(it?.type).toLowerCase() === type).flatMap((it: any) => it.parameters ?? []);
  const values = of('body').map((it) => String(it?.text ?? ''));
  const header = of('header')[0];
  const body = notice(name, values) ?? (values.filter(Boolean).join('\n') || String(name).replaceAll('_', ' '));
  return { ...plain([header?.text, body].filter(Boolean).join('\n')), picture: safe(header?.image?.link) };
}

function place(location: any): Shown {
  const [latitude, longitude] = [Number(location.latitude), Number(location.longitude)];
  const text = [location.name, location.address].filter(Boolean).join('\n') || `${latitude}, ${longitude}`;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return { ...plain(text), map };
}

function plain(text: string): Shown {
  return { text, picture: null, media: null, map: null, choices: [] };
}

function address(json: unknown): string {
  try {
    const { values } = JSON.parse(String(json));
    return [values.name, values.street, `${values.postcode ?? ''} ${values.city ?? ''}`.trim()].filter(Boolean).join('\n');
  } catch {
    return '';
  }
}

function safe(url: unknown): string | null {
  return typeof url === 'string' && /^https?:\/\//.test(url) ? url : null;
}
