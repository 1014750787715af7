import { formatEuros } from '../../../web/page/format.ts';
import type { FieldOf, Reading } from './field-kind.ts';
import { lineKind } from './line-kind.ts';
import { decimalText, parseDecimal } from './number.ts';

/**
 * An amount in euros, typed with a comma or a point and kept in cents. « 1,250 » is refused: who writes so may mean a
 * thousand or a little more than one.
 */
export const money = lineKind<'money'>({
  judge,
  formatTyped: (answer) => decimalText(Number(answer) / 100),
  look: { inputmode: 'decimal', width: 10, unit: { text: '€', lang: null } },
  words: (_field, answer, { language }) => formatEuros(Number(answer) / 100, language),
  cell: (_field, answer) => Number(answer) / 100,
});

function judge({ min, max }: FieldOf<'money'>, line: string, control: string): Reading {
  const amount = line.replace(/^\s*(?:€|eur)|(?:€|eur|euros?)\s*$/gi, '').trim();
  const euros = /,\d{3,}$/.test(amount) ? null : parseDecimal(amount);
  const cents = euros === null ? Number.NaN : Math.round(euros * 100);
  if (euros === null || Math.abs(euros * 100 - cents) > 1e-6)
    return { ok: false, control, key: 'procedures:problem.money' };
  if (euros < (min ?? 0)) return { ok: false, control, key: 'procedures:problem.tooSmall', values: { min: min ?? 0 } };
  if (max !== undefined && euros > max)
    return { ok: false, control, key: 'procedures:problem.tooLarge', values: { max } };
  return { ok: true, answer: cents };
}
