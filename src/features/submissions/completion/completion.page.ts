import type { Response } from 'express';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import type { ErrorSummary } from '../../../web/form/fields.ts';
import type { SummaryList } from '../../../web/form/summary-list.ts';
import { shellOf } from '../../../web/page/locals.ts';
import type { Shell } from '../../../web/page/shell.ts';
import { view } from '../../../web/page/view.ts';
import { departmentName } from '../../procedures/definition/departments.ts';
import { type AmendmentForm, amendmentForm, amendmentSummary } from '../amendment/amendment-form.ts';
import { type AmendmentApp, type AmendmentShown, amendmentHandlers } from '../amendment/amendment-handlers.ts';
import { idOf } from '../amendment/form-part.ts';
import type { OpenAmendment } from '../amendment/open-amendment.ts';
import type { PartReading } from '../amendment/read-part.ts';
import { answerList, stepRows } from '../draft/answers-in-words.ts';
import { filerOf } from '../filer/guard.ts';
import { type OwnHead, ownHead } from '../follow-up/own-head.ts';
import { fieldsAskedFor, lastRequest } from './last-request.ts';

export type CompletionPage = {
  title: string;
  head: OwnHead;
  summary: ErrorSummary;
  /** The reason why nothing was written; null when the form was not refused. */
  late: string | null;
  /** Null when the commune waits for nothing; the page says so then. */
  ask: { from: string; text: string; form: AmendmentForm } | null;
  /** The answers that stay as they are. */
  rest: { heading: TextInLanguage; answers: SummaryList }[];
};
const completionView = view<CompletionPage>('submissions/completion/completion');

/** Asks again for the fields that the commune named, as the form does. All other answers stay as they were. */
export const completionPage = (app: AmendmentApp) =>
  amendmentHandlers(app, {
    amendment: 'completed',
    keepsDocuments: false,
    wanted: fieldsAskedFor,
    refuse: () => [],
    notice: 'submissions:notice.completed',
    show: (res, shown) => completionView.renderForm(res, pageOf(app, res, shown), shown.answer),
  });

function pageOf(app: AmendmentApp, res: Response, shown: AmendmentShown): CompletionPage {
  const { own, reading, problems, late, closed } = shown;
  const shell = shellOf(res);
  const { t, language } = shell;
  const head = ownHead(own, shell);
  const guest = filerOf(res).kind === 'guest';
  const words = { submit: t('submissions:completion.submit'), cancel: { href: head.back, text: head.backText } };
  const department = departmentName(own.submission.department, language).text;
  const form = amendmentForm(shown, { shell, uploads: app.config.documents, guest, whole: false }, words);
  return {
    title: t('submissions:completion.title'),
    head,
    summary: amendmentSummary(problems, shell),
    late: late === null ? null : t(`submissions:act.${late}`),
    ask: closed ? null : { from: t('submissions:completion.from', { department }), text: lastRequest(own).text, form },
    rest: restOf(own, reading, shell),
  };
}

function restOf(own: OpenAmendment, { part }: PartReading, { t, language }: Shell): CompletionPage['rest'] {
  const ids = new Set(part.fields.map(({ id }) => id));
  const steps = own.steps.map((one) => ({ ...one, asked: one.asked.filter((asked) => !ids.has(idOf(asked))) }));
  const blocks = steps.map(({ step }) => ({
    heading: inLanguage(step.title, language),
    rows: stepRows({ steps, documents: own.documents }, step, { t, language }),
  }));
  const filled = blocks.filter(({ rows }) => rows.length > 0);
  return filled.map(({ heading, rows }) => ({ heading, answers: answerList(rows) }));
}
