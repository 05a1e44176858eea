import { api } from './api';
import type { Product, Session } from './types';

/** Products as this conversation may see them, each asked for once. */
export class Catalog {
  /** Titles by id, of all that was seen. */
  readonly titles = new Map<string, string>();
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
    if (!session) return { products: [], next: null };
    const page = await api.products(session, cursor);
    page.products.forEach((it) => this.titles.set(it.retailer_id, it.title));
    return page;
  }

  private async ask(retailerId: string): Promise<Product | null> {
    const session = this.session();
    try {
      if (!session) return null;
      const product = await api.product(session, retailerId);
      this.titles.set(retailerId, product.title);
      return product;
    } catch {
      this.asked.delete(retailerId);
      return null;
    }
  }
}
