/**
 * Returns the ten digits of « 0671.516.647 » or « 0671516647 ». Returns null for anything else, among them the numbers
 * of establishments and branches, which begin with 2 to 9.
 */
export function enterpriseNumberOf(text: string): string | null {
  return /^[01](?:\d{3}\.\d{3}\.\d{3}|\d{9})$/.test(text) ? text.replaceAll('.', '') : null;
}

/** Returns true for the number of an establishment (2 to 8) or a branch (9), such as « 2.147.812.701 ». */
export function isNumberOfOtherEntity(text: string): boolean {
  return /^[2-9](?:\.\d{3}\.\d{3}\.\d{3}|\d{9})$/.test(text);
}

/**
 * Returns « 31-12-2023 » as « 2023-12-31 », or null when that is not a day of the calendar. It does without `Date`,
 * which is slower, as there are millions of dates to read.
 */
export function dateOf(text: string): string | null {
  if (!/^\d{2}-\d{2}-\d{4}$/.test(text)) return null;
  const [day, month, year] = [text.slice(0, 2), text.slice(3, 5), text.slice(6)];
  if (Number(year) < 1000 || day === '00' || Number(day) > daysIn(Number(month), Number(year))) return null;
  return `${year}-${month}-${day}`;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(month: number, year: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}
