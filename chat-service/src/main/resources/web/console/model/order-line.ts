/** A line of an order, as order-service shows it. */
export interface Line {
  retailer_id: string;
  title: string;
  quantity: number;
  unit_price: { amount_minor: number; currency: string };
  /** These are missing while order-service is still the one before, in an upgrade. */
  kind?: 'goods' | 'service';
  shipped?: number;
  returned?: number;
  rendered?: number;
}

/** Units that can still be shipped. */
export function toShip(line: Line): number {
  return line.kind === 'service' ? 0 : line.quantity - (line.shipped ?? 0);
}

/** Units that can still come back. */
export function toReturn(line: Line): number {
  return (line.shipped ?? line.quantity) - (line.returned ?? 0);
}

/** Units of a service that are still to be rendered. */
export function toRender(line: Line): number {
  return line.kind === 'service' ? line.quantity - (line.rendered ?? 0) : 0;
}
