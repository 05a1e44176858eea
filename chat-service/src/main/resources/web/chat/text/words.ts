import { de } from './words-de';
import { en, type Words } from './words-en';

export type Key = keyof Words;

let words: Words = en;
let locale = 'en';

/** Takes the page's language; numbers and dates follow the browser's own variant of it, where it has one. */
export function speak(language: string) {
  words = language === 'de' ? de : en;
  const own = navigator.languages.find((it) => it.toLowerCase().startsWith(language));
  locale = own ?? language;
}

export function spokenLocale(): string {
  return locale;
}

/** The text in the page's language, `{0}` … filled in. */
export function t(key: Key, ...values: (string | number)[]): string {
  return words[key].replace(/\{(\d)\}/g, (slot, index) => String(values[Number(index)] ?? slot));
}

/** As `t`, for a key that comes from a message and may be unknown. */
export function known(key: string): string | null {
  return (words as Record<string, string>)[key] ?? null;
}

export function money(amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}

/** An amount in units of 1/offset, as Meta's order messages write it. */
export function metaMoney(amount: { value?: number; offset?: number } | undefined, currency: string): string | null {
  return amount?.value === undefined ? null : money(amount.value / (amount.offset || 100), currency);
}

export function minorMoney(minor: number, currency: string): string {
  return money(minor / 10 ** digits(currency), currency);
}

/** How many digits of a currency are behind the point. */
export function digits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

export function time(at: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(at));
}

export function day(at: string): string {
  const date = new Date(at);
  const today = new Date();
  const days = Math.round((midnight(today) - midnight(date)) / 86_400_000);
  if (days === 0) return t('log.today');
  if (days === 1) return t('log.yesterday');
  const year = date.getFullYear() === today.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year }).format(date);
}

function midnight(date: Date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** A country's name; its code where the browser knows none. */
export function country(code: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
