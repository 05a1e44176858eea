/**
 * The text that the link to this page would have the shopper say. It is taken out of the address, so that a reload or a copy
 * of the address doesn't bring it back.
 *
 * @param longest UTF-16 units; what is behind them is left out
 */
export function prefilled(longest: number): string {
  const address = new URL(location.href);
  const text = address.searchParams.get('text');
  if (text === null) return '';
  address.searchParams.delete('text');
  history.replaceState(history.state, '', address);
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}
