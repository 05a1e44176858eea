/** A text with its places `{0}` … filled in; one that nothing was said for stays. */
export function fill(pattern: string, values: string[]): string {
  return pattern.replace(/\{(\d)\}/g, (slot, index) => values[Number(index)] ?? slot);
}
