import { formatEuros } from '../../../web/page/format.ts';
import type { FieldKind, FieldOf, Reading } from './field-kind.ts';
import { decimalText, parseDecimal } from './number.ts';
import { readLine } from './typed-text.ts';
import { lineWidget, typedIn } from './widget.ts';

/** An amount in euros, typed with a comma or a point and kept in cents. */
export const money: FieldKind<FieldOf<'money'>> = {
  controls: ({ id }) => [id],
  read: (field, typed, asking) =>
    readLine(field, { typed, asking, judge: (line, control) => judge(field, line, control) }),
  typed: (field, answer, prefix) => typedIn(field, prefix, decimalText(Number(answer) / 100)),
  widget: (field, showing) =>
    lineWidget(field, showing, { inputmode: 'decimal', width: 10, unit: { text: '€', lang: null } }),
  words: (_field, answer, { language }) => formatEuros(Number(answer) / 100, language),
  cell: (_field, answer) => Number(answer) / 100,
};

function judge({ min, max }: FieldOf<'money'>, line: string, control: string): Reading {
  const euros = parseDecimal(line.replace(/^\s*(?:€|eur)|(?:€|eur|euros?)\s*$/gi, ''));
  const cents = euros === null ? Number.NaN : Math.round(euros * 100);
  if (euros === null || Math.abs(euros * 100 - cents) > 1e-6)
    return { ok: false, control, key: 'procedures:problem.money' };
  if (euros < (min ?? 0)) return { ok: false, control, key: 'procedures:problem.tooSmall', values: { min: min ?? 0 } };
  if (max !== undefined && euros > max)
    return { ok: false, control, key: 'procedures:problem.tooLarge', values: { max } };
  return { ok: true, answer: cents };
}
