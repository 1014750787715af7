import type { LocalDate } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { formatLocalDate } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { fill } from '../../../web/page/texts.ts';
import { dayOfLimit } from '../../procedures/definition/day-limit.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import type { Rule } from '../../procedures/definition/rule.ts';
import { fieldsById, whenWords } from './condition-words.ts';

/**
 * A rule between answers, in the words shown to a person who breaks it today. `when` says to which answers it applies;
 * null when it applies to all.
 */
export type RuleLine = { sentence: TextInLanguage; when: string | null };

/** Returns the rules between the answers of a form. `today` is the day in Brussels, from which days of notice count. */
export function ruleLines(definition: HandledDefinition, today: LocalDate, shell: Shell): RuleLine[] {
  const known = fieldsById(definition);
  return (definition.rules ?? []).map((rule) => ({
    sentence: sentenceOf(rule, today, shell),
    when: whenWords(rule.rule === 'notBefore' ? rule.if : undefined, known, shell),
  }));
}

function sentenceOf(rule: Rule, today: LocalDate, { language }: Shell): TextInLanguage {
  const sentence = inLanguage(rule.error, language);
  if (rule.rule !== 'notBefore') return sentence;
  const date = formatLocalDate(dayOfLimit(rule.day, today), sentence.lang ?? language);
  return { ...sentence, text: fill(sentence.text, { date }) };
}
