import { api } from './api';
import type { Product, Session } from './types';

/** Products as this conversation may see them, each asked for once. */
export class Catalog {
  private readonly asked = new Map<string, Promise<Product | null>>();

  constructor(private readonly session: () => Session | null) {}

  /** The product; null where there is none for a shopper, or it can't be had now. */
  product(retailerId: string): Promise<Product | null> {
    let answer = this.asked.get(retailerId);
    if (!answer) {
      answer = this.ask(retailerId);
      this.asked.set(retailerId, answer);
    }
    return answer;
  }

  async page(cursor: string | null): Promise<{ products: Product[]; next: string | null }> {
    const session = this.session();
    return session ? api.products(session, cursor) : { products: [], next: null };
  }

  private async ask(retailerId: string): Promise<Product | null> {
    const session = this.session();
    try {
      return session ? await api.product(session, retailerId) : null;
    } catch {
      this.asked.delete(retailerId);
      return null;
    }
  }
}
