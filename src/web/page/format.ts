import type { Language } from '../../domain/language.ts';
import type { LocalDate } from '../../domain/local-date.ts';

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-BE', nl: 'nl-BE', en: 'en-GB', de: 'de-BE' };
const timeZone = 'Europe/Brussels';
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Returns « 23 novembre 2026 à 14:05 », the time in Brussels. */
export function formatDateTime(date: Date, language: Language): string {
  return longDate(formatter(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(date), language);
}

/** Returns « 31 décembre 2026 ». */
export function formatLocalDate(date: LocalDate, language: Language): string {
  const day = new Date(`${date}T00:00:00Z`);
  return longDate(formatter(language, { dateStyle: 'long', timeZone: 'UTC' }).format(day), language);
}

/** Returns « 23 novembre 2026 », the day in Brussels at that moment. */
export function formatDate(date: Date, language: Language): string {
  return longDate(formatter(language, { dateStyle: 'long', timeZone }).format(date), language);
}

/** French counts the first day of a month otherwise than the others, which Intl does not know: « 1er septembre ». */
function longDate(date: string, language: Language): string {
  return language === 'fr' ? date.replace(/^1(?=\s)/, '1er') : date;
}

/** Returns « 14:03 », the time in Brussels. */
export function formatTime(date: Date, language: Language): string {
  return formatter(language, { timeStyle: 'short', timeZone }).format(date);
}

/** Returns « 1 234,5 ». */
export function formatNumber(number: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(number);
}

/** Returns « 120 ko », « 1,2 Mo » from a megabyte on, or « 80,1 Go » from a gigabyte on. */
export function formatBytes(bytes: number, language: Language): string {
  const [unit, size] = inUnit(bytes);
  const shape = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(LOCALES[language], shape).format(size);
}

function inUnit(bytes: number): [unit: 'kilobyte' | 'megabyte' | 'gigabyte', size: number] {
  if (bytes < 1_000_000) return ['kilobyte', Math.ceil(bytes / 1_000)];
  return bytes < 1_000_000_000 ? ['megabyte', bytes / 1_000_000] : ['gigabyte', bytes / 1_000_000_000];
}

/** Returns « 82,80 € », or « 82 € » for a whole amount. */
export function formatEuros(amount: number, language: Language): string {
  const whole = Number.isInteger(amount);
  const options = { style: 'currency', currency: 'EUR', minimumFractionDigits: whole ? 0 : 2 } as const;
  return new Intl.NumberFormat(LOCALES[language], options).format(amount);
}

function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], options);
  formatters.set(key, known);
  return known;
}
