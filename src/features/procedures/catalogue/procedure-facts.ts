import type { Language } from '../../../domain/language.ts';
import { inLanguage, type LocalizedText, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatEuros } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { Definition } from '../definition/definition.ts';
import type { Fee } from '../definition/fee.ts';

/** One line of what is good to know before one begins; the note says more, in the words of the definition. */
export type Fact = { label: string; text: string; note: TextInLanguage | null };

/** Returns fee, delay and identification as sentences, in that order. */
export function factsOf({ fee, delay, identification }: Definition, { t, language }: Shell): Fact[] {
  const delayText = t(`procedures:delay.${delay.unit}`, { count: delay.days });
  return [
    { label: t('procedures:fact.fee'), text: feeText(fee, { t, language }), note: noteOf(fee.note, language) },
    {
      label: t('procedures:fact.delay'),
      text: `${delayText} ${t(`procedures:delay.from.${delay.from}`)}`,
      note: noteOf(delay.note, language),
    },
    {
      label: t('procedures:fact.identification'),
      text: t(`procedures:identification.${identification.level}`),
      note: 'why' in identification ? noteOf(identification.why, language) : null,
    },
  ];
}

function feeText(fee: Fee, { t, language }: Pick<Shell, 't' | 'language'>): string {
  if (fee.kind === 'none') return t('procedures:fee.none');
  if (fee.kind === 'told-later') return t('procedures:fee.told-later');
  if (fee.kind === 'fixed') return formatEuros(fee.amount, language);
  return t('procedures:fee.from', { amount: formatEuros(fee.minimum ?? fee.base, language) });
}

function noteOf(note: LocalizedText | undefined, language: Language): TextInLanguage | null {
  return note === undefined ? null : inLanguage(note, language);
}
