import { inLanguage } from '../../../domain/localized-text.ts';
import { formatNumber } from '../../../web/page/format.ts';
import type { Answer } from '../definition/answers.ts';
import type { FieldKind, FieldOf, ProblemKey, Reader, Reading, Showing } from './field-kind.ts';
import { readLine } from './typed-text.ts';
import { type LineWidget, lineWidget, typedIn } from './widget.ts';

type NumberField = FieldOf<'integer'> | FieldOf<'decimal'>;

/** A whole number, with or without spaces or points between the thousands. */
export const integer: FieldKind<FieldOf<'integer'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, asking) =>
    readLine(field, { typed, asking, judge: judge(field, wholeNumber, 'procedures:problem.integer') }),
  typed: (field, answer, prefix) => typedIn(field, prefix, decimalText(Number(answer))),
  widget,
  words,
  cell: (_field, answer) => Number(answer),
};

/** A number with a decimal comma or point. */
export const decimal: FieldKind<FieldOf<'decimal'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, asking) =>
    readLine(field, { typed, asking, judge: judge(field, parseDecimal, 'procedures:problem.decimal') }),
  typed: (field, answer, prefix) => typedIn(field, prefix, decimalText(Number(answer))),
  widget,
  words,
  cell: (_field, answer) => Number(answer),
};

/**
 * Reads « 12,5 », « 12.5 », « 1 234,50 » and « 1.234,50 ». The last comma or point is the decimal sign, except a point
 * before exactly three digits, which groups thousands. Returns null when the text is no number.
 */
export function parseDecimal(line: string): number | null {
  const compact = line.normalize('NFKC').replace(/[\s'’]/g, '');
  if (!/^-?\d[\d.,]*$/.test(compact)) return null;
  const sign = Math.max(compact.lastIndexOf(','), compact.lastIndexOf('.'));
  const [whole, fraction] = sign < 0 ? [compact, ''] : [compact.slice(0, sign), compact.slice(sign + 1)];
  const thousands = compact[sign] === '.' && fraction.length === 3;
  if (thousands) return groupedNumber(compact);
  const integral = groupedNumber(whole);
  if (integral === null || !/^\d{0,6}$/.test(fraction) || (sign >= 0 && fraction === '')) return null;
  return Number(`${integral}.${fraction === '' ? '0' : fraction}`);
}

/** « 1250,5 »: with a comma and nothing between the thousands, as one would type it. */
export function decimalText(number: number): string {
  return String(number).replace('.', ',');
}

/** Digits, or groups of three after points or commas. */
function groupedNumber(text: string): number | null {
  if (!/^-?(?:\d{1,15}|\d{1,3}(?:[.,]\d{3}){1,4})$/.test(text)) return null;
  return Number(text.replace(/[.,]/g, ''));
}

function wholeNumber(line: string): number | null {
  const compact = line.normalize('NFKC').replace(/[\s'’]/g, '');
  return groupedNumber(compact);
}

function judge({ min, max }: NumberField, parse: (line: string) => number | null, wrong: ProblemKey) {
  return (line: string, control: string): Reading => {
    const answer = parse(line);
    if (answer === null) return { ok: false, control, key: wrong };
    if (min !== undefined && answer < min)
      return { ok: false, control, key: 'procedures:problem.tooSmall', values: { min } };
    if (max !== undefined && answer > max)
      return { ok: false, control, key: 'procedures:problem.tooLarge', values: { max } };
    return { ok: true, answer };
  };
}

function widget(field: NumberField, showing: Showing): LineWidget {
  const inputmode = field.type === 'integer' ? 'numeric' : 'decimal';
  const unit = field.unit === undefined ? null : inLanguage(field.unit, showing.reader.language);
  return lineWidget(field, showing, { inputmode, width: 10, unit });
}

function words({ unit }: NumberField, answer: Answer, { language }: Reader): string {
  const number = formatNumber(Number(answer), language);
  return unit === undefined ? number : `${number}\u00a0${inLanguage(unit, language).text}`;
}
