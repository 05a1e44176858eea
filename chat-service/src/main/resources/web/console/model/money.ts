import { spokenLocale } from '../text/words';

export interface Money {
  amount_minor: number;
  currency: string;
}

/** How many digits of a currency are behind the point. */
export function digits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

export function money({ amount_minor, currency }: Money): string {
  const amount = amount_minor / 10 ** digits(currency);
  return new Intl.NumberFormat(spokenLocale(), { style: 'currency', currency }).format(amount);
}

/** For an input: a point, no sign of the currency. */
export function plain({ amount_minor, currency }: Money): string {
  return (amount_minor / 10 ** digits(currency)).toFixed(digits(currency));
}

/** What somebody typed, with a point or a comma; null where it is no amount of this currency. */
export function minor(text: string, currency: string): number | null {
  const match = /^(\d{1,12})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  const places = digits(currency);
  if (!match || (match[2] ?? '').length > places) return null;
  return Number(match[1]! + (match[2] ?? '').padEnd(places, '0'));
}
