import type { Entry } from './types';

/** Rows of lists that stand for a product: INTERFACE 5, and the lines of a cart. */
const OF_PRODUCT = /^(?:product|line):(.+)$/;
const QUANTITY = /^\d+ × /;

/** Products' titles by their ids, as the shop's messages told them; the newest counts, and an order's are never shortened. */
export function titles(entries: Entry[]): Map<string, string> {
  const rows = new Map<string, string>();
  const ordered = new Map<string, string>();
  for (const { message } of entries) {
    const action = message['interactive']?.action ?? {};
    for (const row of (action.sections ?? []).flatMap((it: any) => it.rows ?? [])) {
      const id = OF_PRODUCT.exec(row.id ?? '')?.[1];
      if (id && row.title) rows.set(id, String(row.title).replace(QUANTITY, ''));
    }
    for (const item of action.parameters?.order?.items ?? []) {
      if (item.retailer_id && item.name) ordered.set(item.retailer_id, item.name);
    }
  }
  return new Map([...rows, ...ordered]);
}
