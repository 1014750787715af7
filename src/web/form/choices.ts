import type { TextInLanguage } from '../../domain/localized-text.ts';

export type Choice = { value: string; label: TextInLanguage; hint: TextInLanguage | null; checked: boolean };
/**
 * The model of views/partials/choice-list.ejs: tick boxes or radio buttons with one name. The first one has the id `id`, to
 * which the error summary leads.
 */
export type ChoiceList = {
  look: 'radios' | 'checkboxes';
  id: string;
  name: string;
  choices: readonly Choice[];
  /** The ids of the texts that describe all choices; empty where a fieldset names them already. */
  describedBy: string;
};

type Words = string | TextInLanguage;
/** A choice of a question. The hint may be left out. */
export type ChoiceAsked = { value: string; label: Words; hint?: Words };

export function choicesShown(choices: readonly ChoiceAsked[], ticked: readonly (string | undefined)[]): Choice[] {
  return choices.map(({ value, label, hint }) => ({
    value,
    label: wordsOf(label),
    hint: hint === undefined ? null : wordsOf(hint),
    checked: ticked.includes(value),
  }));
}

const wordsOf = (words: Words): TextInLanguage => (typeof words === 'string' ? { text: words, lang: null } : words);
