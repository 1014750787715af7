import { inLanguage } from '../../../../domain/localized-text.ts';
import type { FieldError } from '../../../../web/form/parse.ts';
import { formatLocalDate, formatNumber } from '../../../../web/page/format.ts';
import { fill, type TextValues } from '../../../../web/page/texts.ts';
import type { Reader } from '../../../procedures/fields/field-kind.ts';
import type { Problem } from './step-problems.ts';

/** Returns the sentence for a problem, with days and numbers written as in its language. */
export function problemText(
  { sentence, values = {} }: Pick<Problem, 'sentence' | 'values'>,
  { t, language }: Pick<Reader, 't' | 'language'>,
): string {
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, valueText(name, value, language)]),
  );
  return typeof sentence === 'string' ? t(sentence, said) : fill(inLanguage(sentence, language).text, said);
}

function valueText(name: string, value: TextValues[string], language: Reader['language']): string {
  if (name === 'date') return formatLocalDate(String(value), language);
  return typeof value === 'number' ? formatNumber(value, language) : value;
}

/** In the list at the top each problem says which question it is about. */
export function summaryErrors(problems: readonly Problem[], reader: Reader): FieldError[] {
  return problems.map((problem) => {
    const question = inLanguage(problem.label, reader.language).text;
    return {
      field: problem.control,
      message: reader.t('submissions:problem', { question, problem: problemText(problem, reader) }),
    };
  });
}

export function errorsByControl(problems: readonly Problem[], reader: Reader): Map<string, string> {
  const texts = new Map<string, string>();
  for (const problem of problems) {
    const before = texts.get(problem.control);
    const text = problemText(problem, reader);
    // Several files may be refused in one field.
    texts.set(problem.control, before === undefined ? text : `${before}. ${text}`);
  }
  return texts;
}
