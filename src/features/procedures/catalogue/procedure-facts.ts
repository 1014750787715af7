import type { Language } from '../../../domain/language.ts';
import { inLanguage, type LocalizedText, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatEuros } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Definition } from '../definition/definition.ts';
import type { Fee } from '../definition/fee.ts';

/** One fact to know before beginning. `note` adds to it, in the words of the definition. */
export type Fact = { label: string; text: string | null; note: TextInLanguage | null };

/** Returns fee, delay and identification as sentences, in that order. */
export function factsOf({ fee, delay, identification }: Definition, { t, language }: Shell): Fact[] {
  return [
    { label: t('procedures:fact.fee'), text: feeText(fee, { t, language }), note: noteOf(fee.note, language) },
    { label: t('procedures:fact.delay'), text: delayText(delay, t), note: noteOf(delay.note, language) },
    {
      label: t('procedures:fact.identification'),
      text: t(`procedures:identification.${identification.level}`),
      note: 'why' in identification ? noteOf(identification.why, language) : null,
    },
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

function noteOf(note: LocalizedText | undefined, language: Language): TextInLanguage | null {
  return note === undefined ? null : inLanguage(note, language);
}
