import type { Request, Response } from 'express';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { type ErrorSummary, errorSummary } from '../../../web/form/fields.ts';
import { formatEuros } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { DEPARTMENT_NAMES } from '../../procedures/definition/departments.ts';
import { feeInCents } from '../../procedures/definition/fee.ts';
import { firstUnanswered, visibleAnswers } from '../../procedures/journey.ts';
import { brokenRules } from '../../procedures/rule-problems.ts';
import { type AnswerRow, stepRows } from '../draft/answers-in-words.ts';
import { type DraftHead, draftHead } from '../draft/draft-head.ts';
import { openDraft } from '../draft/draft-pages.ts';
import type { DraftApp, OwnDraft } from '../draft/own-draft.ts';
import { type Filer, profileOfFiler } from '../filer/filer.ts';
import { filerOf } from '../filer/guard.ts';

type Checked = AnswerRow & { change: string };
export type CheckPage = {
  title: string;
  back: string;
  head: DraftHead;
  summary: ErrorSummary;
  steps: { id: string; heading: TextInLanguage; rows: Checked[] }[];
  fee: { text: string | null; note: TextInLanguage | null };
  declarations: TextInLanguage[];
  /** Null where the account is enough. */
  identification: string | null;
  department: TextInLanguage;
  deletion: string;
};
const checkView = view<CheckPage>('submissions/filing/check');

/** Every answer in words, before filing. What is not answered yet leads back to its step. */
export const checkPage = (app: DraftApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const own = await openDraft(app, req, res);
    const { shell } = res.locals;
    const { draft, definition, steps } = own;
    const open = firstUnanswered(steps);
    if (open !== null) return res.redirect(303, shell.at(`/drafts/${draft.id}/${open}`));
    const filer = filerOf(res);
    const { t, at, language } = shell;
    const last = steps.at(-1)?.step.id ?? '';
    checkView.render(res, {
      title: t('submissions:check.title'),
      back: at(`/drafts/${draft.id}/${last}`),
      head: draftHead(own, filer, shell),
      summary: errorSummary({ errors: ruleErrors(own, shell) }, t),
      steps: checkedSteps(own, shell),
      fee: feeOf(own, filer, shell),
      declarations: definition.declarations.map(({ text }) => inLanguage(text, language)),
      identification: definition.identification.level >= 2 ? t('submissions:check.identification') : null,
      department: inLanguage(DEPARTMENT_NAMES[definition.department], language),
      deletion: at(`/drafts/${draft.id}/deletion`),
    });
  },
});

function checkedSteps(own: OwnDraft, { t, at, language }: Shell): CheckPage['steps'] {
  return own.steps.map(({ step }) => ({
    id: `step-${step.id}`,
    heading: inLanguage(step.title, language),
    rows: stepRows(own, step, { t, language }).map((row) => ({
      ...row,
      change: at(`/drafts/${own.draft.id}/${step.id}?from=check#${row.control}`),
    })),
  }));
}

/** An answer of an earlier step that was changed since may break a rule that held on its page. */
function ruleErrors({ definition, steps }: OwnDraft, { language }: Shell) {
  return brokenRules(definition, steps).map(({ rule, step }) => ({
    field: `step-${step}`,
    message: inLanguage(rule.error, language).text,
  }));
}

function feeOf({ draft, definition, steps }: OwnDraft, filer: Filer, { t, language }: Shell) {
  const audience = profileOfFiler(filer, draft.enterpriseNumber)?.kind ?? 'citizen';
  const cents = feeInCents(definition.fee, { answers: visibleAnswers(steps), audience });
  const { note } = definition.fee;
  const amount = cents === null ? null : cents === 0 ? t('procedures:fee.none') : formatEuros(cents / 100, language);
  return { text: amount, note: note === undefined ? null : inLanguage(note, language) };
}
