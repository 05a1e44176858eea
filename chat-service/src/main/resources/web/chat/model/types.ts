/** Messages as the interface has them: Meta's send objects from the shop, inbound objects from the shopper. */

export interface Entry {
  id: string;
  direction: 'inbound' | 'outbound';
  author: 'shopper' | 'assistant' | 'human' | 'business_app';
  sent_at: string;
  status: 'received' | 'sent' | 'delivered' | 'read' | 'failed';
  /** Of the shopper's own: the shop has read it. */
  read?: boolean;
  notice?: Notice;
  message: Message;
}

/** What the stream tells beside messages. */
export interface Mark {
  type: 'read' | 'typing';
  /** The last message that was read. */
  up_to?: string;
  /** For how long the writing is shown, unless something is said before. */
  seconds?: number;
}

export interface Notice {
  kind: string;
  order_no?: string;
  retailer_id?: string;
}

/** Its shape depends on its type, and foreign apps send what they like: whoever reads it asks for each part. */
export type Message = { type: string; context?: { id?: string; message_id?: string } } & Record<string, any>;

export interface Choice {
  id: string;
  title: string;
  description?: string;
}

export interface Address {
  name?: string;
  street?: string;
  postcode?: string;
  city?: string;
  country?: string;
  state?: string;
  phone?: string;
}

export interface Money {
  amount_minor: number;
  currency: string;
}

/** What the catalog tells a shopper. */
export interface Product {
  retailer_id: string;
  title: string;
  description: string;
  price: Money;
  current_price: Money;
  image_url: string | null;
  available: number | null;
}

/** What the shop does without: a catalog to look around in, a cart. */
export interface Without {
  catalog: boolean;
  cart: boolean;
}

export interface Session {
  conversationId: string;
  token: string;
  /** Wall clock, milliseconds. */
  expiresAt: number;
  termsVersion: string;
  consent: boolean;
}

/** A message that the service has not taken yet; it keeps its key until it has. */
export interface Pending {
  key: string;
  message: Message;
  at: string;
  /** Why the service will not take it. */
  refused?: string;
}
