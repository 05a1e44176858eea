/** A line of an order, as order-service shows it. */
export interface Line {
  retailer_id: string;
  title: string;
  quantity: number;
  unit_price: { amount_minor: number; currency: string };
  kind: 'goods' | 'service';
  shipped: number;
  returned: number;
  rendered: number;
}

/** Units that can still be shipped. */
export function toShip(line: Line): number {
  return line.kind === 'goods' ? line.quantity - line.shipped : 0;
}

/** Units that can still come back. */
export function toReturn(line: Line): number {
  return line.shipped - line.returned;
}

/** Units of a service that are still to be rendered. */
export function toRender(line: Line): number {
  return line.kind === 'service' ? line.quantity - line.rendered : 0;
}
