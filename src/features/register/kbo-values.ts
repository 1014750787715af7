/** « 0671.516.647 » or its ten digits, as ten digits; null for anything else, numbers of establishments (2 to 9) included. */
export function enterpriseNumberOf(text: string): string | null {
  return /^[01](?:\d{3}\.\d{3}\.\d{3}|\d{9})$/.test(text) ? text.replaceAll('.', '') : null;
}

/** An establishment (2 to 8) or a branch (9) : « 2.147.812.701 ». */
export function isNumberOfOtherEntity(text: string): boolean {
  return /^[2-9](?:\.\d{3}\.\d{3}\.\d{3}|\d{9})$/.test(text);
}

/** « 31-12-2023 » as « 2023-12-31 »; null when the calendar has no such day. Without Date: there are millions to read. */
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
