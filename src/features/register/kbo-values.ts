/** « 0671.516.647 » or its ten digits, as ten digits; null for anything else, numbers of establishments (2 to 9) included. */
export function enterpriseNumberOf(text: string): string | null {
  return /^[01](?:\d{3}\.\d{3}\.\d{3}|\d{9})$/.test(text) ? text.replaceAll('.', '') : null;
}

/** An establishment (2 to 8) or a branch (9) : « 2.147.812.701 ». */
export function isNumberOfOtherEntity(text: string): boolean {
  return /^[2-9](?:\.\d{3}\.\d{3}\.\d{3}|\d{9})$/.test(text);
}

/** « 31-12-2023 » as « 2023-12-31 »; null when the calendar has no such day. */
export function dateOf(text: string): string | null {
  const [, day, month, year] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text) ?? [];
  if (year === undefined || Number(year) < 1000) return null;
  const iso = `${year}-${month}-${day}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
}
