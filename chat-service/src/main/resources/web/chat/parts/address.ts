import type { Address } from '../model/types';
import { country } from '../text/words';

/** An address as on a label. */
export function lines(address: Address | undefined): string {
  if (!address) return '';
  const town = [address.postcode, address.city].filter(Boolean).join(' ');
  const land = address.country ? country(address.country) : '';
  return [address.name, address.street, town, address.state, land, address.phone].filter(Boolean).join('\n');
}
