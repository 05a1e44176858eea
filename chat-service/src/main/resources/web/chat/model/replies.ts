import type { Address, Choice, Message } from './types';

/** What a shopper sends: inbound message objects. */
export const replies = {
  text: (body: string): Message => ({ type: 'text', text: { body } }),

  /** A tap on what a message offered; without a message, on what the interface lets anybody name. */
  tap: (choice: Choice, offeredBy: string | null, kind: 'list_reply' | 'button_reply' = 'button_reply'): Message => ({
    type: 'interactive',
    interactive: { type: kind, [kind]: { id: choice.id, title: choice.title } },
    ...(offeredBy ? { context: { id: offeredBy } } : {}),
  }),

  address: (values: Address, savedId: string | null, askedBy: string): Message => ({
    type: 'interactive',
    interactive: {
      type: 'nfm_reply',
      nfm_reply: {
        name: 'address_message',
        body: [values.name, values.street, `${values.postcode ?? ''} ${values.city ?? ''}`.trim()]
          .filter(Boolean)
          .join('\n'),
        response_json: JSON.stringify(savedId ? { saved_address_id: savedId, values } : { values }),
      },
    },
    context: { id: askedBy },
  }),

  /** A picture that was uploaded. */
  picture: (id: string): Message => ({ type: 'image', image: { id } }),

  /** An empty emoji takes the reaction back. */
  reaction: (to: string, emoji: string): Message => ({ type: 'reaction', reaction: { message_id: to, emoji } }),

  /** To about a metre. */
  place: (latitude: number, longitude: number): Message => ({
    type: 'location',
    location: { latitude: Number(latitude.toFixed(5)), longitude: Number(longitude.toFixed(5)) },
  }),

  order: (catalogId: string, items: { retailerId: string; quantity: number; price: string; currency: string }[]) =>
    ({
      type: 'order',
      order: {
        catalog_id: catalogId,
        product_items: items.map((it) => ({
          product_retailer_id: it.retailerId,
          quantity: it.quantity,
          item_price: Number(it.price),
          currency: it.currency,
        })),
      },
    }) as Message,
};

/**
 * Whether a kept message is the one that was sent; the service keeps one as it was posted, but for the order of its fields and
 * what it tells of a picture.
 */
export function same(sent: Message, kept: Message): boolean {
  return sent.type === 'image' && kept.type === 'image' ? sent['image']?.id === kept['image']?.id : equal(sent, kept);
}

function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const left = Object.entries(a);
  return (
    left.length === Object.keys(b).length &&
    left.every(([name, value]) => equal(value, (b as Record<string, unknown>)[name]))
  );
}
