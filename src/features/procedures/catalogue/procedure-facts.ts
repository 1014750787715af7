import { inLanguage, type LocalizedText } from '../../../domain/localized-text.ts';
import { type SummaryRow, summaryRow } from '../../../web/form/summary-list.ts';
import { formatEuros } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Definition } from '../definition/definition.ts';
import type { Fee } from '../definition/fee.ts';

/** Returns fee, delay and identification as sentences, in that order, each with what the definition adds to it. */
export function factsOf({ fee, delay, identification }: Definition, { t, language }: Shell): SummaryRow[] {
  const why = 'why' in identification ? identification.why : undefined;
  const fact = (name: 'fee' | 'delay' | 'identification', text: string | null, note: LocalizedText | undefined) =>
    summaryRow(t(`procedures:fact.${name}`), [
      ...(text === null ? [] : [text]),
      ...(note === undefined ? [] : [inLanguage(note, language)]),
    ]);
  return [
    fact('fee', feeText(fee, { t, language }), fee.note),
    fact('delay', delayText(delay, t), delay.note),
    fact('identification', t(`procedures:identification.${identification.level}`), why),
  ];
}

/** Returns null where the department tells the amount later: the note then says how. */
export function feeText(fee: Fee, { t, language }: Pick<Shell, 't' | 'language'>): string | null {
  if (fee.kind === 'told-later') return null;
  if (fee.kind === 'none') return t('procedures:fee.none');
  if (fee.kind === 'fixed') return formatEuros(fee.amount, language);
  return t('procedures:fee.from', { amount: formatEuros(fee.minimum ?? fee.base, language) });
}

/** Returns how long an answer takes, and from what: « 5 jours ouvrables après le paiement ». */
export function delayText({ days, unit, from }: Definition['delay'], t: Shell['t']): string {
  if (days === 0) return t('procedures:delay.now');
  return `${t(`procedures:delay.${unit}`, { count: days })} ${t(`procedures:delay.from.${from}`)}`;
}
