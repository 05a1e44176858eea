import { de } from './words-de';
import { en, type Words } from './words-en';

export type Key = keyof Words;

let words: Words = en;
let locale = 'en';

/** Takes the page's language; numbers and dates follow the browser's own variant of it, where it has one. */
export function speak(language: string) {
  words = language === 'de' ? de : en;
  locale = navigator.languages.find((it) => it.toLowerCase().startsWith(language)) ?? language;
}

export function spokenLocale(): string {
  return locale;
}

/** The text in the page's language, `{0}` … filled in. */
export function t(key: Key, ...values: (string | number)[]): string {
  return words[key].replace(/\{(\d)\}/g, (slot, index) => String(values[Number(index)] ?? slot));
}

/** As `t`, for a key made of what a service said; the fallback where there is no text for it. */
export function known(key: string, fallback = key): string {
  return (words as Record<string, string>)[key] ?? fallback;
}

/** A length of time in its two largest units. */
export function span(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  const shown = first < 0 ? [parts[3]!] : parts.slice(first, first + 2).filter(([n]) => n > 0);
  return shown.map(([n, unit]) => `${n} ${unit}`).join(' ');
}

export function moment(at: string | null | undefined): string {
  if (!at) return '';
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  const form: Intl.DateTimeFormatOptions = today ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' };
  return new Intl.DateTimeFormat(locale, form).format(date);
}
