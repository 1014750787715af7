import { inLanguage } from '../../../domain/localized-text.ts';
import { formatNumber } from '../../../web/page/format.ts';
import type { Answer } from '../definition/answers.ts';
import type { FieldKind, FieldOf, ProblemKey, Reader, Showing } from './field-kind.ts';
import { lineKind } from './line-kind.ts';
import { type LineWidget, lineWidget } from './widget.ts';

type NumberField = FieldOf<'integer'> | FieldOf<'decimal'>;

/** A whole number, with or without spaces or points between the thousands. */
export const integer = numberKind<'integer'>(wholeNumber, 'procedures:problem.integer');

/** A number with a decimal comma or point. */
export const decimal = numberKind<'decimal'>(parseDecimal, 'procedures:problem.decimal');

/**
 * Reads « 12,5 », « 12.5 », « 1 234,50 » and « 1.234,50 ». The last comma or point is the decimal sign, except a point
 * before exactly three digits, which groups thousands. Returns null when the text is no number.
 */
export function parseDecimal(line: string): number | null {
  const compact = compactNumber(line);
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
  return groupedNumber(compactNumber(line));
}

/** Removes the spaces and apostrophes that may stand between the thousands. */
function compactNumber(line: string): string {
  return line.normalize('NFKC').replace(/[\s'’]/g, '');
}

function numberKind<Type extends NumberField['type']>(
  parse: (line: string) => number | null,
  wrong: ProblemKey,
): FieldKind<FieldOf<Type>> {
  return lineKind<Type>({
    judge: ({ min, max }: NumberField, line, control) => {
      const answer = parse(line);
      if (answer === null) return { ok: false, control, key: wrong };
      if (min !== undefined && answer < min)
        return { ok: false, control, key: 'procedures:problem.tooSmall', values: { min } };
      if (max !== undefined && answer > max)
        return { ok: false, control, key: 'procedures:problem.tooLarge', values: { max } };
      return { ok: true, answer };
    },
    formatTyped: (answer) => decimalText(Number(answer)),
    widget,
    words,
    cell: (_field, answer) => Number(answer),
  });
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
