import type { LocalDate } from './local-date.ts';

const DAY_MS = 86_400_000;
const FIXED = ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'];
/** The days after Easter Sunday on which Easter Monday, Ascension Day and Whit Monday fall. */
const MOVABLE = [1, 39, 50];

/**
 * Returns the ten public holidays of Belgium in that year, in order (law of 4 January 1974, royal decree of 18 April
 * 1974).
 */
export function publicHolidays(year: number): LocalDate[] {
  const easter = easterSunday(year);
  const days = [...FIXED.map((day) => `${year}-${day}`), ...MOVABLE.map((later) => daysAfter(easter, later))];
  return days.sort();
}

/** Returns true for Monday to Friday, unless the day is a public holiday. */
export function isWorkingDay(date: LocalDate): boolean {
  const weekday = moment(date).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !publicHolidays(Number(date.slice(0, 4))).includes(date);
}

/** Returns the day so many calendar days later, or earlier when `days` is negative. */
export function daysAfter(date: LocalDate, days: number): LocalDate {
  return new Date(moment(date).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Returns the day so many working days later, or earlier when `days` is negative. Counting starts with the day after
 * `date`, or the day before it.
 */
export function workingDaysAfter(date: LocalDate, days: number): LocalDate {
  const step = Math.sign(days);
  let at = date;
  for (let left = Math.abs(days); left > 0; ) {
    at = daysAfter(at, step);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

/**
 * Computes Easter by the Gregorian rule of J. Meeus (Astronomical Algorithms, 1991, chapter 8), valid for every year
 * since 1583.
 */
function easterSunday(year: number): LocalDate {
  const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7;
  const shift = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const sum = moon + weekday - 7 * shift + 114;
  return `${year}-${String(Math.floor(sum / 31)).padStart(2, '0')}-${String((sum % 31) + 1).padStart(2, '0')}`;
}

function moment(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`);
}
