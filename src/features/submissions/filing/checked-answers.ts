import type { LocalDate } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import type { FieldError } from '../../../web/form/parse.ts';
import type { SummaryList } from '../../../web/form/summary-list.ts';
import { formatEuros } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { feeInCents } from '../../procedures/definition/fee.ts';
import { visibleAnswers } from '../../procedures/journey.ts';
import { passedLimits } from '../../procedures/limit-problems.ts';
import { brokenRules } from '../../procedures/rule-problems.ts';
import { answerList, stepRows } from '../draft/answers-in-words.ts';
import type { OwnDraft } from '../draft/own-draft.ts';
import { problemText } from '../draft/step/problem-text.ts';
import { type Filer, profileOfFiler } from '../filer/filer.ts';

export type CheckedStep = { id: string; heading: TextInLanguage; answers: SummaryList };

/** Returns every answer in words, by step, each with the way to change it. */
export function checkedSteps(own: OwnDraft, { t, at, language }: Shell): CheckedStep[] {
  return own.steps.map(({ step }) => ({
    id: `step-${step.id}`,
    heading: inLanguage(step.title, language),
    answers: answerList(stepRows(own, step, { t, language }), (control) => ({
      href: at(`${own.path}/${step.id}?from=check#${control}`),
      text: t('web:word.change'),
    })),
  }));
}

/**
 * Returns what no longer holds, though each step was right when it was answered: a date that is beyond its limits by
 * now, or a rule that a later answer breaks. Each error leads to its step.
 */
export function answerErrors({ definition, steps }: OwnDraft, shell: Shell, today: LocalDate): FieldError[] {
  const limits = passedLimits(steps, today).map(({ step, label, key, values }) => {
    const question = inLanguage(label, shell.language).text;
    const problem = problemText({ sentence: key, values }, shell);
    return { field: `step-${step}`, message: shell.t('submissions:problem', { question, problem }) };
  });
  const rules = brokenRules(definition, { steps, today }).map(({ rule, step, values }) => ({
    field: `step-${step}`,
    message: problemText({ sentence: rule.error, values }, shell),
  }));
  return [...limits, ...rules];
}

/** The fee as it is for these answers; `text` is null where the department tells the amount later. */
export type FeeShown = { text: string | null; note: TextInLanguage | null };

export function feeOf({ draft, definition, steps }: OwnDraft, filer: Filer, { t, language }: Shell): FeeShown {
  const audience = profileOfFiler(filer, draft.enterpriseNumber)?.kind ?? 'citizen';
  const cents = feeInCents(definition.fee, { answers: visibleAnswers(steps), audience });
  const { note } = definition.fee;
  const amount = cents === null ? null : cents === 0 ? t('procedures:fee.none') : formatEuros(cents / 100, language);
  return { text: amount, note: note === undefined ? null : inLanguage(note, language) };
}
